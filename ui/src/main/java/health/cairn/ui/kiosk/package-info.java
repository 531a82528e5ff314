/// The consent kiosk: patient-facing, full screen, one idea per screen.
@NullMarked
package health.cairn.ui.kiosk;

import org.jspecify.annotations.NullMarked;
