/// A tree of tiles in files (C2SP tlog-tiles), for journals that are too long for memory.
@NullMarked
package health.cairn.ledger.tiles;

import org.jspecify.annotations.NullMarked;
