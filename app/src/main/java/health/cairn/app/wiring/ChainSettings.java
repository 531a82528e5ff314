package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.store.Home;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.besu.ChainConfig;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/// The chain a home anchors on, as its settings file names it: `ledger.rpc`, `ledger.chainId`,
/// `ledger.contract`. All three or none.
final class ChainSettings {
  private static final String RPC = "ledger.rpc";
  private static final String CHAIN = "ledger.chainId";
  private static final String CONTRACT = "ledger.contract";

  private final Path file;

  ChainSettings(Path file) {
    this.file = file;
  }

  Optional<ChainConfig> read() throws CairnException {
    Properties all = load();
    if (!all.containsKey(RPC)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          of(all.getProperty(RPC), all.getProperty(CHAIN, ""), all.getProperty(CONTRACT, "")));
    } catch (IllegalArgumentException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The settings in " + file + " name no usable chain: " + e.getMessage() + ".",
          e);
    }
  }

  /// @throws IllegalArgumentException naming what is wrong
  static ChainConfig of(String rpc, String chainId, String contract) {
    URI uri = URI.create(rpc);
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw new IllegalArgumentException("the RPC address must begin with http:// or https://");
    }
    try {
      return ChainConfig.of(uri, Long.parseLong(chainId), Address.parse(contract));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the chain id is not a number", e);
    }
  }

  void write(ChainConfig chain) throws CairnException {
    Properties all = load();
    all.setProperty(RPC, chain.rpc().toString());
    all.setProperty(CHAIN, Long.toString(chain.chainId()));
    all.setProperty(CONTRACT, chain.contract().hex());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (Writer writer = Files.newBufferedWriter(fresh)) {
        all.store(writer, null);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The settings " + file + " cannot be written: " + Home.reason(e) + ".",
          e);
    }
  }

  private Properties load() throws CairnException {
    Properties all = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        all.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new CairnException(
            CairnException.Kind.REFUSED, "The settings " + file + " cannot be read.", e);
      }
    }
    return all;
  }
}
