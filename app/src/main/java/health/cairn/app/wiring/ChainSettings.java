package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.store.Home;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.besu.ChainDoctor.Contract;
import health.cairn.ledger.besu.Directory;
import health.cairn.ledger.besu.NetworkContracts;
import health.cairn.ledger.besu.NodeAccess;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The chain a home anchors on, as its settings file names it: `ledger.rpc` (one address, or several
/// with commas between), `ledger.chainId`, `ledger.contract`. All three or none. Beside them may be
/// `ledger.authorities` (PEM file of the network's CA), `ledger.token` (file with a JWT) and
/// `ledger.maxGasPriceWei`; `ledger.consents` and `ledger.accesses`, the other registries, and `ledger.consents.before`, registries
/// of consent that the network used before (with commas between, the newest first); and, where the home's
/// own key is not to sign, `ledger.keystore` or `ledger.pkcs11.module`, `.token` and `.key`.
final class ChainSettings {
  private static final String RPC = "ledger.rpc";
  private static final String CHAIN = "ledger.chainId";
  private static final String CONTRACT = "ledger.contract";
  private static final String INSTITUTION = "ledger.institution.";
  private static final String SIBLINGS = "ledger.siblings";
  private static final String CONSENTS = "ledger.consents";
  private static final String CONSENTS_BEFORE = "ledger.consents.before";
  private static final String ACCESSES = "ledger.accesses";
  private static final String AUTHORITIES = "ledger.authorities";
  private static final String TOKEN = "ledger.token";
  private static final String MAX_GAS_PRICE = "ledger.maxGasPriceWei";
  private static final String KEYSTORE = "ledger.keystore";
  private static final String KEYSTORE_PASSPHRASE = "ledger.keystore.passphraseFile";
  private static final String MODULE = "ledger.pkcs11.module";
  private static final String TOKEN_LABEL = "ledger.pkcs11.token";
  private static final String KEY_LABEL = "ledger.pkcs11.key";
  private static final String PIN_FILE = "ledger.pkcs11.pinFile";

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
      ChainConfig chain =
          of(
              all.getProperty(RPC),
              all.getProperty(CHAIN, ""),
              all.getProperty(CONTRACT, ""),
              new NodeAccess(path(all, AUTHORITIES), path(all, TOKEN)));
      return Optional.of(chain.paying(new BigInteger(all.getProperty(MAX_GAS_PRICE, "0"))));
    } catch (IllegalArgumentException e) {
      throw refused("no usable chain: " + e.getMessage(), e);
    }
  }

  /// How to get into a node that is named elsewhere. What is not named there is as in the settings where the node is one
  /// of theirs: no other is shown their token.
  NodeAccess access(URI rpc, NodeAccess named) throws CairnException {
    Properties all = load();
    if (!endpoints(all.getProperty(RPC, "")).contains(rpc.toString())) {
      return named;
    }
    Path authorities = named.authorities();
    Path token = named.token();
    return new NodeAccess(
        authorities == null ? path(all, AUTHORITIES) : authorities,
        token == null ? path(all, TOKEN) : token);
  }

  /// The registry of consent on the same chain; empty where none is named.
  Optional<ChainConfig> consents() throws CairnException {
    return registry(CONSENTS, "registry of consent");
  }

  /// Registries of consent that the network used before, the newest first: what was decided there is read there.
  List<Address> consentsBefore() throws CairnException {
    return consentsBefore(load());
  }

  private List<Address> consentsBefore(Properties all) throws CairnException {
    try {
      return Arrays.stream(all.getProperty(CONSENTS_BEFORE, "").split(","))
          .map(String::strip)
          .filter(address -> !address.isEmpty())
          .map(Address::parse)
          .toList();
    } catch (IllegalArgumentException e) {
      throw refused(
          "no usable registry of consent in " + CONSENTS_BEFORE + ": " + e.getMessage(), e);
    }
  }

  /// Names the contracts that a network uses now. One that it does not use stays named as it is.
  ///
  /// @return what was changed, with the address from before where there was one
  Map<Contract, Optional<Address>> adopt(Directory directory) throws CairnException {
    Properties all = load();
    ChainConfig chain = read().orElseThrow();
    Map<Contract, Address> named = contracts();
    Map<Contract, Optional<Address>> changed = new EnumMap<>(Contract.class);
    for (Map.Entry<Contract, Address> each : directory.contracts().entrySet()) {
      String setting = setting(each.getKey());
      Optional<Address> before = Optional.ofNullable(named.get(each.getKey()));
      if (before.filter(each.getValue()::equals).isPresent()) {
        continue;
      }
      changed.put(each.getKey(), before);
      all.setProperty(setting, each.getValue().hex());
      if (each.getKey() == Contract.CONSENTS && before.isPresent()) {
        List<Address> earlier = new ArrayList<>(consentsBefore(all));
        earlier.remove(before.get());
        earlier.remove(each.getValue());
        earlier.addFirst(before.get());
        all.setProperty(
            CONSENTS_BEFORE, String.join(",", earlier.stream().map(Address::hex).toList()));
      }
    }
    if (!changed.isEmpty()) {
      write(chain.of(Address.parse(all.getProperty(CONTRACT))), all);
    }
    return changed;
  }

  /// Every contract that is named.
  Map<Contract, Address> contracts() throws CairnException {
    Map<Contract, Address> named = new EnumMap<>(Contract.class);
    read().ifPresent(c -> named.put(Contract.CHECKPOINTS, c.contract()));
    consents().ifPresent(c -> named.put(Contract.CONSENTS, c.contract()));
    accesses().ifPresent(c -> named.put(Contract.ACCESSES, c.contract()));
    return named;
  }

  private static String setting(Contract contract) {
    return switch (contract) {
      case CHECKPOINTS -> CONTRACT;
      case CONSENTS -> CONSENTS;
      case ACCESSES -> ACCESSES;
    };
  }

  /// The registry of accesses on the same chain; empty where none is named.
  Optional<ChainConfig> accesses() throws CairnException {
    return registry(ACCESSES, "registry of accesses");
  }

  private Optional<ChainConfig> registry(String name, String what) throws CairnException {
    String address = load().getProperty(name);
    Optional<ChainConfig> chain = address == null ? Optional.empty() : read();
    if (chain.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(chain.get().of(Address.parse(address)));
    } catch (IllegalArgumentException e) {
      throw refused("no usable " + what + ": " + e.getMessage(), e);
    }
  }

  /// Whose key signs: a keystore file's, a device's, or else the home's own.
  AccountKey accountKey() throws CairnException {
    Properties all = load();
    String keystore = all.getProperty(KEYSTORE);
    String module = all.getProperty(MODULE);
    if (keystore != null && module != null) {
      throw refused("two keys to sign with: " + KEYSTORE + " and " + MODULE, null);
    }
    if (keystore != null) {
      return new AccountKey.InKeystore(
          Path.of(keystore), Optional.ofNullable(path(all, KEYSTORE_PASSPHRASE)));
    }
    if (module == null) {
      return new AccountKey.InHome();
    }
    if (!all.containsKey(TOKEN_LABEL) || !all.containsKey(KEY_LABEL)) {
      throw refused(MODULE + " without " + TOKEN_LABEL + " and " + KEY_LABEL, null);
    }
    return new AccountKey.InDevice(
        Path.of(module),
        all.getProperty(TOKEN_LABEL),
        all.getProperty(KEY_LABEL),
        Optional.ofNullable(path(all, PIN_FILE)));
  }

  private CairnException refused(String what, @Nullable Exception cause) {
    String sentence = "The settings in " + file + " name " + what + ".";
    return cause == null
        ? new CairnException(CairnException.Kind.REFUSED, sentence)
        : new CairnException(CairnException.Kind.REFUSED, sentence, cause);
  }

  /// Numbers of the network's members by their names, as its registry of institutions has them: `ledger.institution.NAME`
  /// names one, else it is the digest of the name.
  Function<String, Hash> institutions() throws CairnException {
    Properties all = load();
    return name -> {
      String named = all.getProperty(INSTITUTION + name);
      return named == null ? Hash.sha256(name) : Hash.fromHex(named);
    };
  }

  /// Whether an institution has its number there, so that its name was not mistyped.
  boolean name(String institution) throws CairnException {
    return load().containsKey(INSTITUTION + institution);
  }

  /// Journals of the institution's other homes that send from the same account, `ledger.siblings` (with commas between).
  Set<Hash> siblings() throws CairnException {
    return Arrays.stream(load().getProperty(SIBLINGS, "").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(Hash::sha256)
        .collect(Collectors.toSet());
  }

  /// @throws IllegalArgumentException naming what is wrong
  static ChainConfig of(String rpc, String chainId, String contract, NodeAccess access) {
    List<URI> endpoints = endpoints(rpc).stream().map(URI::create).toList();
    for (URI endpoint : endpoints) {
      if (!"http".equals(endpoint.getScheme()) && !"https".equals(endpoint.getScheme())) {
        throw new IllegalArgumentException("the RPC address must begin with http:// or https://");
      }
    }
    try {
      return ChainConfig.of(endpoints.getFirst(), Long.parseLong(chainId), Address.parse(contract))
          .through(endpoints, access);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the chain id is not a number", e);
    }
  }

  private static List<String> endpoints(String rpc) {
    return Arrays.stream(rpc.split(",")).map(String::strip).toList();
  }

  private static @Nullable Path path(Properties all, String name) {
    String value = all.getProperty(name);
    return value == null ? null : Path.of(value);
  }

  void write(ChainConfig chain) throws CairnException {
    write(chain, load());
  }

  /// With the other registries of a network, which took the place of none.
  void write(ChainConfig chain, NetworkContracts contracts) throws CairnException {
    Properties all = load();
    all.setProperty(CONSENTS, contracts.consents().hex());
    all.setProperty(ACCESSES, contracts.accesses().hex());
    all.remove(CONSENTS_BEFORE);
    write(chain, all);
  }

  private void write(ChainConfig chain, Properties all) throws CairnException {
    all.setProperty(RPC, String.join(",", chain.endpoints().stream().map(URI::toString).toList()));
    all.setProperty(CHAIN, Long.toString(chain.chainId()));
    all.setProperty(CONTRACT, chain.contract().hex());
    put(all, AUTHORITIES, chain.access().authorities());
    put(all, TOKEN, chain.access().token());
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

  /// What another node was got into with is not kept for this one.
  private static void put(Properties all, String name, @Nullable Path file) {
    if (file == null) {
      all.remove(name);
    } else {
      all.setProperty(name, file.toAbsolutePath().toString());
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
