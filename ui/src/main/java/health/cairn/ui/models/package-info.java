/// Looking after the models: whether they still see what they know, how they do here, what is learnt.
@NullMarked
package health.cairn.ui.models;

import org.jspecify.annotations.NullMarked;
