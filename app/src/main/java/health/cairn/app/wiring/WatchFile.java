package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.store.Home;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.besu.BreakGlassWatch;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.besu.NodeAccess;
import health.cairn.ledger.consent.WatchKey;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// What a patient's watcher is given: where the flags are, and the key by which they are recognised. Without a word on
/// who the patient is.
///
/// @param institution as the network knows it
/// @param key secret
public record WatchFile(long chainId, Address registry, Hash institution, Hash key) {
  private static final int MAX_BYTES = 4096;

  public byte[] toBytes() {
    return """
        # Cairn: with this key, flags of emergencies that concern one patient are recognised. Keep it secret.
        chainId=%d
        accesses=%s
        institution=%s
        key=%s
        """
        .formatted(chainId, registry, institution.hex(), key.hex())
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// @throws CairnException REFUSED for a file that is not one of these
  public static WatchFile read(Path file) throws CairnException {
    Properties all = new Properties();
    try (InputStream in = Files.newInputStream(file);
        Reader text =
            new StringReader(new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII))) {
      all.load(text);
      return new WatchFile(
          Long.parseLong(all.getProperty("chainId", "")),
          Address.parse(all.getProperty("accesses", "")),
          Hash.fromHex(all.getProperty("institution", "")),
          Hash.fromHex(all.getProperty("key", "")));
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The watch key " + file + " cannot be read: " + Home.reason(e) + ".",
          e);
    } catch (IllegalArgumentException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The file " + file + " is no watch key; `cairn consent watch` writes one.",
          e);
    }
  }

  /// The flags that a chain has under this key, the oldest first.
  ///
  /// @param rpc a node; empty for the one that the home's settings name
  /// @param access how to get into the node that is named
  public List<BreakGlassWatch.Flag> flags(Optional<URI> rpc, NodeAccess access, Home home)
      throws CairnException {
    ChainConfig chain;
    if (rpc.isPresent()) {
      chain = Anchoring.config(rpc.get(), chainId, registry.hex(), access);
    } else {
      chain =
          Anchoring.chainOf(home)
              .orElseThrow(
                  () ->
                      new CairnException(
                          CairnException.Kind.REFUSED,
                          "No chain is configured: name a node with --rpc."))
              .of(registry);
      if (chain.chainId() != chainId) {
        throw new CairnException(
            CairnException.Kind.REFUSED,
            "The key is for chain %d, and the settings name chain %d; name a node with --rpc."
                .formatted(chainId, chain.chainId()));
      }
    }
    try (BreakGlassWatch watch = new BreakGlassWatch(chain)) {
      return watch.since(institution, WatchKey.of(key.bytes()), 1);
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public String toString() {
    return "WatchFile[hidden]";
  }
}
