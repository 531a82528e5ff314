package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// A PKCS#11 library (OASIS, Cryptoki 2.40) in this process; stays loaded until the process ends.
final class Pkcs11Library {
  private static final long OK = 0;
  private static final long PIN_INCORRECT = 0xa0;
  private static final long PIN_LOCKED = 0xa4;
  private static final long ALREADY_LOGGED_IN = 0x100;
  private static final long ALREADY_INITIALIZED = 0x191;
  private static final Map<Long, String> REASONS =
      Map.of(
          PIN_INCORRECT,
          "the PIN is wrong",
          PIN_LOCKED,
          "the PIN is locked after too many wrong ones",
          0x30L,
          "the device has a fault",
          0x32L,
          "the device was unplugged",
          0xe0L,
          "the token is not there",
          0x70L,
          "it cannot sign with this kind of key");

  private final SymbolLookup symbols;
  private final Path path;

  private Pkcs11Library(SymbolLookup symbols, Path path) {
    this.symbols = symbols;
    this.path = path;
  }

  /// @throws LedgerException kind ENVIRONMENT when there is no such library, or not on this system
  @SuppressWarnings("restricted") // the library is the operator's choice
  static Pkcs11Library load(Path path) throws LedgerException {
    if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows")) {
      throw Pkcs11Signer.failed(
          "Keys in devices are not supported on Windows; use a key of the home.");
    }
    SymbolLookup symbols;
    try {
      symbols = SymbolLookup.libraryLookup(path.toAbsolutePath(), Arena.global());
    } catch (IllegalArgumentException e) {
      throw new LedgerException(
          Kind.ENVIRONMENT, "The PKCS#11 library " + path + " cannot be loaded.", e);
    }
    var library = new Pkcs11Library(symbols, path);
    library.call("C_Initialize", MemorySegment.NULL);
    return library;
  }

  /// Calls a function; what it gets are longs, bytes and addresses, what it returns is looked at here.
  ///
  /// @throws LedgerException kind ENVIRONMENT when it fails, REFUSED when the PIN does
  @SuppressWarnings("restricted")
  void call(String name, Object... arguments) throws LedgerException {
    MemoryLayout[] layouts =
        Arrays.stream(arguments).map(Pkcs11Library::layout).toArray(MemoryLayout[]::new);
    MemorySegment function =
        symbols
            .find(name)
            .orElseThrow(
                () -> Pkcs11Signer.failed("The library " + path + " is not one of PKCS#11."));
    long result;
    try {
      result =
          (long)
              Linker.nativeLinker()
                  .downcallHandle(function, FunctionDescriptor.of(ValueLayout.JAVA_LONG, layouts))
                  .invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new LedgerException(Kind.ENVIRONMENT, "The library " + path + " cannot be called.", e);
    }
    boolean fine =
        result == OK
            || (result == ALREADY_INITIALIZED && name.equals("C_Initialize"))
            || (result == ALREADY_LOGGED_IN && name.equals("C_Login"));
    if (!fine) {
      throw new LedgerException(
          result == PIN_INCORRECT || result == PIN_LOCKED ? Kind.REFUSED : Kind.ENVIRONMENT,
          "The key's device refuses: "
              + REASONS.getOrDefault(
                  result, name + " gave 0x" + Long.toHexString(result) + " (see PKCS#11)")
              + ".");
    }
  }

  private static MemoryLayout layout(Object argument) {
    return switch (argument) {
      case Long number -> ValueLayout.JAVA_LONG;
      case Byte small -> ValueLayout.JAVA_BYTE;
      case MemorySegment address -> ValueLayout.ADDRESS;
      default -> throw new IllegalArgumentException("no such argument in PKCS#11");
    };
  }
}
