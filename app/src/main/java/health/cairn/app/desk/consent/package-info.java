/// What a patient can be asked, what they answered, and what the kiosk can ask of the program.
@NullMarked
package health.cairn.app.desk.consent;

import org.jspecify.annotations.NullMarked;
