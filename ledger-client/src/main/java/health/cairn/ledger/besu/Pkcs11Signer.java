package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.merkle.Hash;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/// A secp256k1 key in a device or a token, through its PKCS#11 library: the device signs, the key
/// never comes here. (The JDK's own PKCS#11 provider shows private keys only together with a
/// certificate, which keys of accounts do not have.)
///
/// One thread at a time; close it to end the session. Unix only: on Windows the numbers of PKCS#11 have
/// another size.
public final class Pkcs11Signer implements ChainSigner, AutoCloseable {
  /// Object identifier 1.3.132.0.10 of the curve (SEC 2, A.2).
  private static final byte[] SECP256K1 = HexFormat.of().parseHex("06052b8104000a");

  private static final long SERIAL_SESSION = 4;
  private static final long USER = 1;
  private static final long PUBLIC_KEY = 2;
  private static final long PRIVATE_KEY = 3;
  private static final long CLASS = 0;
  private static final long LABEL = 3;
  private static final long EC_PARAMS = 0x180;
  private static final long EC_POINT = 0x181;
  private static final long ECDSA = 0x1041;
  private static final int POINT_BYTES = 65;

  private final Pkcs11Library library;
  private final long session;
  private final long key;
  private final Address address;

  private Pkcs11Signer(Pkcs11Library library, long session, long key, Address address) {
    this.library = library;
    this.session = session;
    this.key = key;
    this.address = address;
  }

  /// Opens a session and finds the key pair.
  ///
  /// @param path the device's PKCS#11 library
  /// @param token label of the token
  /// @param label of the private key and of its public key
  /// @param pin the user's; the caller wipes it
  /// @throws LedgerException kind ENVIRONMENT, naming what is missing, or REFUSED for a PIN, which is not to be
  ///     tried again: devices lock themselves; never the PIN itself
  public static Pkcs11Signer open(Path path, String token, String label, char[] pin)
      throws LedgerException {
    Pkcs11Library library = Pkcs11Library.load(path);
    try (Arena arena = Arena.ofConfined()) {
      long slot = slot(library, arena, token);
      MemorySegment handle = arena.allocate(ValueLayout.JAVA_LONG);
      library.call(
          "C_OpenSession", slot, SERIAL_SESSION, MemorySegment.NULL, MemorySegment.NULL, handle);
      long session = handle.get(ValueLayout.JAVA_LONG, 0);
      boolean opened = false;
      try {
        login(library, arena, session, pin);
        long publicKey = find(library, arena, session, PUBLIC_KEY, label);
        if (!Arrays.equals(SECP256K1, attribute(library, arena, session, publicKey, EC_PARAMS))) {
          throw failed("The key \"" + label + "\" in the device is not one of secp256k1.");
        }
        Address address = address(attribute(library, arena, session, publicKey, EC_POINT));
        long key = find(library, arena, session, PRIVATE_KEY, label);
        opened = true;
        return new Pkcs11Signer(library, session, key, address);
      } finally {
        if (!opened) {
          library.call("C_CloseSession", session);
        }
      }
    }
  }

  private static long slot(Pkcs11Library library, Arena arena, String token)
      throws LedgerException {
    MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
    library.call("C_GetSlotList", (byte) 1, MemorySegment.NULL, count);
    long slots = Math.min(count.get(ValueLayout.JAVA_LONG, 0), 256);
    MemorySegment list = arena.allocate(ValueLayout.JAVA_LONG, Math.max(1, slots));
    count.set(ValueLayout.JAVA_LONG, 0, slots);
    library.call("C_GetSlotList", (byte) 1, list, count);
    MemorySegment info = arena.allocate(512, 8); // CK_TOKEN_INFO begins with a label of 32 bytes
    for (long i = 0; i < Math.min(slots, count.get(ValueLayout.JAVA_LONG, 0)); i++) {
      long slot = list.getAtIndex(ValueLayout.JAVA_LONG, i);
      library.call("C_GetTokenInfo", slot, info);
      byte[] label = info.asSlice(0, 32).toArray(ValueLayout.JAVA_BYTE);
      if (new String(label, StandardCharsets.UTF_8).strip().equals(token)) {
        return slot;
      }
    }
    throw failed(
        "There is no token \"" + token + "\" in the device; plug it in or correct its name.");
  }

  private static void login(Pkcs11Library library, Arena arena, long session, char[] pin)
      throws LedgerException {
    byte[] encoded = new byte[4 * pin.length];
    ByteBuffer buffer = ByteBuffer.wrap(encoded);
    StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(pin), buffer, true);
    MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, encoded);
    try {
      library.call("C_Login", session, USER, bytes, (long) buffer.position());
    } finally {
      bytes.fill((byte) 0);
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static long find(
      Pkcs11Library library, Arena arena, long session, long kind, String label)
      throws LedgerException {
    MemorySegment template = arena.allocate(48, 8); // two CK_ATTRIBUTEs of 24 bytes
    MemorySegment kindValue = arena.allocateFrom(ValueLayout.JAVA_LONG, kind);
    byte[] labelBytes = label.getBytes(StandardCharsets.UTF_8);
    MemorySegment labelValue = arena.allocateFrom(ValueLayout.JAVA_BYTE, labelBytes);
    put(template, 0, CLASS, kindValue, Long.BYTES);
    put(template, 24, LABEL, labelValue, labelBytes.length);
    library.call("C_FindObjectsInit", session, template, 2L);
    MemorySegment found = arena.allocate(ValueLayout.JAVA_LONG, 2);
    MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
    library.call("C_FindObjects", session, found, 2L, count);
    library.call("C_FindObjectsFinal", session);
    long keys = count.get(ValueLayout.JAVA_LONG, 0);
    if (keys != 1) {
      throw failed(
          "The device has "
              + (keys == 0 ? "no" : "more than one")
              + (kind == PUBLIC_KEY ? " public" : " private")
              + " key \""
              + label
              + "\"; it must have exactly one.");
    }
    return found.get(ValueLayout.JAVA_LONG, 0);
  }

  private static void put(
      MemorySegment template, long at, long type, MemorySegment value, long length) {
    template.set(ValueLayout.JAVA_LONG, at, type);
    template.set(ValueLayout.ADDRESS, at + 8, value);
    template.set(ValueLayout.JAVA_LONG, at + 16, length);
  }

  private static byte[] attribute(
      Pkcs11Library library, Arena arena, long session, long object, long type)
      throws LedgerException {
    MemorySegment value = arena.allocate(256);
    MemorySegment template = arena.allocate(24, 8);
    put(template, 0, type, value, 256);
    library.call("C_GetAttributeValue", session, object, template, 1L);
    long length = template.get(ValueLayout.JAVA_LONG, 16);
    if (length < 0 || length > 256) {
      throw failed("The device tells nothing usable of the key.");
    }
    return value.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  /// @param point uncompressed, in an OCTET STRING as the standard says, or bare as some devices have it
  private static Address address(byte[] point) throws LedgerException {
    int from = point.length - POINT_BYTES;
    if (from < 0 || point[from] != 4) {
      throw failed("The device has the public key in a form that is not known.");
    }
    return Secp256k1.address(new BigInteger(1, Arrays.copyOfRange(point, from + 1, point.length)));
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public Ecdsa sign(Hash digest) throws LedgerException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mechanism = arena.allocate(24, 8);
      mechanism.set(ValueLayout.JAVA_LONG, 0, ECDSA);
      library.call("C_SignInit", session, mechanism, key);
      MemorySegment data = arena.allocateFrom(ValueLayout.JAVA_BYTE, digest.bytes());
      MemorySegment signature = arena.allocate(2 * Hash.BYTES);
      MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_LONG, 2L * Hash.BYTES);
      library.call("C_Sign", session, data, (long) Hash.BYTES, signature, length);
      if (length.get(ValueLayout.JAVA_LONG, 0) != 2 * Hash.BYTES) {
        throw failed("The device gave a signature of another kind.");
      }
      byte[] both = signature.toArray(ValueLayout.JAVA_BYTE);
      return new Ecdsa(
          new BigInteger(1, Arrays.copyOf(both, Hash.BYTES)),
          new BigInteger(1, Arrays.copyOfRange(both, Hash.BYTES, both.length)));
    } catch (IllegalArgumentException e) {
      throw new LedgerException(
          Kind.ENVIRONMENT, "The device gave something that is no signature.", e);
    }
  }

  @Override
  public void close() throws LedgerException {
    library.call("C_CloseSession", session);
  }

  static LedgerException failed(String message) {
    return new LedgerException(Kind.ENVIRONMENT, message);
  }

  @Override
  public String toString() {
    return "Pkcs11Signer[" + address + "]";
  }
}
