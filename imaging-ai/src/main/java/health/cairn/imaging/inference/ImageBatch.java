package health.cairn.imaging.inference;

/// Neighbouring images of one run that go through the model together.
///
/// @param first index of the first image
/// @param count images in this batch
record ImageBatch(ImageSource images, int first, int count, AnswerSink answers) {}
