package health.cairn.imaging.inference;

import java.nio.FloatBuffer;

/// Neighbouring images of one run that go through the model's networks together.
///
/// @param first index of the first image
/// @param count images in this batch
/// @param values the images one after another, in native order, outside the heap; read from its start
record ImageBatch(int first, int count, FloatBuffer values, AnswerSink answers) {}
