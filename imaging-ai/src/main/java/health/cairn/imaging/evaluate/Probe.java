package health.cairn.imaging.evaluate;

import health.cairn.imaging.slice.HeadOutline;
import health.cairn.imaging.slice.Raster;

/// A change to a picture that leaves some of it alone, to see what an answer hangs on.
enum Probe {
  /// As it is.
  UNTOUCHED("as it is") {
    @Override
    GreyPicture of(GreyPicture picture, GreyPicture donor) {
      return picture;
    }
  },
  /// What lies outside of the head is black. A model that looks at the brain says the same.
  BACKGROUND_ERASED("background black") {
    @Override
    GreyPicture of(GreyPicture picture, GreyPicture donor) {
      Head head = Head.of(picture);
      return picture.drawn(at -> head.inside(at) ? picture.at(at) : 0);
    }
  },
  /// What lies outside of the head comes from a picture of another source, without that one's head.
  BACKGROUND_SWAPPED("background of another source") {
    @Override
    GreyPicture of(GreyPicture picture, GreyPicture donor) {
      Head head = Head.of(picture);
      Head other = Head.of(donor);
      return picture.drawn(
          at -> {
            if (head.inside(at)) {
              return picture.at(at);
            }
            int row = at / picture.columns() * donor.rows() / picture.rows();
            int column = at % picture.columns() * donor.columns() / picture.columns();
            int from = row * donor.columns() + column;
            return other.inside(from) ? 0 : donor.at(from);
          });
    }
  },
  /// The head is one grey: its border and what lies around it are all that is left. A model that still
  /// names the type has learnt a shortcut.
  HEAD_BLANKED("head one grey") {
    @Override
    GreyPicture of(GreyPicture picture, GreyPicture donor) {
      Head head = Head.of(picture);
      int grey = head.meanOf(picture);
      return picture.drawn(at -> head.inside(at) ? grey : picture.at(at));
    }
  };

  private final String words;

  Probe(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /// @param donor of another source; used by the swap alone
  abstract GreyPicture of(GreyPicture picture, GreyPicture donor);

  /// Where the head is, by the picture alone.
  private record Head(HeadOutline outline, int columns) {
    static Head of(GreyPicture picture) {
      int columns = picture.columns();
      return new Head(
          HeadOutline.of(
              Raster.drawn(columns, picture.rows(), (x, y) -> picture.at(y * columns + x) / 255.0)),
          columns);
    }

    boolean inside(int at) {
      return outline.inside(at % columns, at / columns);
    }

    int meanOf(GreyPicture picture) {
      long sum = 0;
      int count = 0;
      for (int at = 0; at < picture.rows() * columns; at++) {
        if (inside(at)) {
          sum += picture.at(at);
          count++;
        }
      }
      return count == 0 ? 0 : (int) (sum / count);
    }
  }
}
