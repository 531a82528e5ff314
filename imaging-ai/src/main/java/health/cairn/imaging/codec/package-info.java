/// Transfer syntaxes: compressed pixels in, samples out. Own code for native, RLE and JPEG-LS; the
/// other JPEG families through ImageIO plug-ins that are named here and nowhere else.
@NullMarked
package health.cairn.imaging.codec;

import org.jspecify.annotations.NullMarked;
