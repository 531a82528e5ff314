/// Models and how they are run: cards, hash check, sessions, one executor. The only package that
/// knows DJL and ONNX Runtime.
@NullMarked
package health.cairn.imaging.inference;

import org.jspecify.annotations.NullMarked;
