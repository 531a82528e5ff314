/// Learning on at the workstation: what readers corrected, with the patients' consent, may move calibration and
/// fusion within a plan that code checks, and nothing else.
@NullMarked
package health.cairn.app.learn;

import org.jspecify.annotations.NullMarked;
