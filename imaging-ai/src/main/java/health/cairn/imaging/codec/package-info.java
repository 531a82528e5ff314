/// Transfer syntaxes: compressed pixels in, samples out. Own code for native, RLE, JPEG and JPEG-LS;
/// JPEG 2000 through an ImageIO plug-in that is named here and nowhere else.
@NullMarked
package health.cairn.imaging.codec;

import org.jspecify.annotations.NullMarked;
