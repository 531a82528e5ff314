/// How sure an answer is: calibration, prediction sets, intervals, and what lies outside of what was
/// learnt.
@NullMarked
package health.cairn.imaging.uncertainty;

import org.jspecify.annotations.NullMarked;
