package health.cairn.ledger.tiles;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names one tile of a tree as C2SP tlog-tiles does: 256 hashes side by side of subtrees over 256^level
/// leaves each; at the right edge fewer.
///
/// @param level 0 to 7; level 0 holds leaf hashes
/// @param index from 0
/// @param width hashes in it, 1 to 256
public record Tile(int level, long index, int width) {
  /// Levels of a tree that one tile holds.
  public static final int HEIGHT = 8;

  /// Hashes in a full tile.
  public static final int WIDTH = 1 << HEIGHT;

  /// As many levels as sizes below 2^63 need.
  static final int LEVELS = 8;

  private static final Pattern PATH =
      Pattern.compile("tile/([0-7])/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  public Tile {
    if (level < 0 || level >= LEVELS || index < 0 || width < 1 || width > WIDTH) {
      throw new IllegalArgumentException("no such tile");
    }
  }

  /// Where it is served: `tile/0/x001/x234/067` for tile 1234067, with `.p/112` after it when it holds
  /// 112 hashes only.
  public String path() {
    var number = new StringBuilder("%03d".formatted(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      number.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return "tile/" + level + "/" + number + (width == WIDTH ? "" : ".p/" + width);
  }

  /// Reads [#path] back and nothing else.
  ///
  /// @throws IllegalArgumentException on anything that would not be written this way
  public static Tile parse(String path) {
    Matcher match = PATH.matcher(path);
    if (!match.matches()) {
      throw new IllegalArgumentException("not the path of a tile");
    }
    var tile =
        new Tile(
            Integer.parseInt(match.group(1)),
            Long.parseLong(match.group(2).replaceAll("[x/]", "")),
            match.group(3) == null ? WIDTH : Integer.parseInt(match.group(3)));
    if (!tile.path().equals(path)) {
      throw new IllegalArgumentException("the path of a tile, written in another way");
    }
    return tile;
  }
}
