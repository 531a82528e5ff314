package health.cairn.ledger.besu;

import com.fasterxml.jackson.core.JacksonException;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthSyncing;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.exceptions.ClientConnectionException;
import org.web3j.protocol.http.HttpService;

/// One node's JSON-RPC. Every request is bounded in time and size; no proxy, no redirect. Every
/// method throws [LedgerException] of kind UNREACHABLE when nobody answers in time, and DISTRUSTED
/// when the answer is not what JSON-RPC of Ethereum would be: nothing that is nonsense gets through.
final class EvmNode implements AutoCloseable {
  /// web3j begins its message with the status, and repeats the body after it.
  private static final Pattern STATUS = Pattern.compile("^Invalid response received: (\\d{3})");

  private final Web3jService service;
  private final Web3j web3j;
  private final @Nullable OkHttpClient http;
  private final NodeAccess access;
  private final String name;

  /// An open node, for tests.
  EvmNode(URI rpc, Timing timing) {
    this(rpc, plain(timing).build(), NodeAccess.OPEN);
  }

  /// @throws IllegalArgumentException when a token would go over the network in clear
  /// @throws LedgerException kind ENVIRONMENT when what `access` names cannot be used
  static EvmNode open(URI rpc, Timing timing, NodeAccess access) throws LedgerException {
    access.requireSafe(requireHttp(rpc));
    OkHttpClient.Builder builder = plain(timing);
    access.applyTo(builder);
    return new EvmNode(rpc, builder.build(), access);
  }

  private static OkHttpClient.Builder plain(Timing timing) {
    return new OkHttpClient.Builder()
        .proxy(Proxy.NO_PROXY)
        .followRedirects(false)
        .followSslRedirects(false)
        .callTimeout(timing.request())
        .connectTimeout(timing.request())
        .readTimeout(timing.request())
        .writeTimeout(timing.request())
        .addInterceptor(new ResponseLimit());
  }

  private EvmNode(URI rpc, OkHttpClient http, NodeAccess access) {
    this.http = http;
    this.access = access;
    this.service = new HttpService(rpc.toString(), http, false);
    this.web3j = build(service);
    this.name = rpc.getPort() < 0 ? rpc.getHost() : rpc.getHost() + ":" + rpc.getPort();
  }

  /// For tests that stand between the client and its node.
  EvmNode(Web3jService service) {
    this.http = null;
    this.access = NodeAccess.OPEN;
    this.service = service;
    this.web3j = build(service);
    this.name = "the node";
  }

  private static Web3j build(Web3jService service) {
    // Nothing here polls in the background; web3j wants an executor all the same.
    ScheduledExecutorService none =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cairn-evm-node-", 0).factory());
    return Web3j.build(service, 1000, none);
  }

  static URI requireHttp(URI rpc) {
    String scheme = String.valueOf(rpc.getScheme()).toLowerCase(Locale.ROOT);
    if ((!scheme.equals("http") && !scheme.equals("https")) || rpc.getHost() == null) {
      throw new IllegalArgumentException("the address of a node begins with http:// or https://");
    }
    return rpc;
  }

  Web3j web3j() {
    return web3j;
  }

  long chainId() throws LedgerException {
    return ask(web3j.ethChainId(), answer -> answer.getChainId().longValueExact());
  }

  void requireChain(long chainId) throws LedgerException {
    long found = chainId();
    if (found != chainId) {
      throw distrusted("is on chain " + found + ", not " + chainId, null);
    }
  }

  String code(Address contract) throws LedgerException {
    return ask(
        web3j.ethGetCode(contract.hex(), DefaultBlockParameterName.LATEST),
        answer -> Objects.requireNonNull(answer.getCode()));
  }

  /// Transactions of the account that are in blocks.
  long minedCount(Address account) throws LedgerException {
    return count(account, DefaultBlockParameterName.LATEST);
  }

  /// Transactions of the account that are in blocks or wait for one.
  long pendingCount(Address account) throws LedgerException {
    return count(account, DefaultBlockParameterName.PENDING);
  }

  private long count(Address account, DefaultBlockParameterName at) throws LedgerException {
    return ask(
        web3j.ethGetTransactionCount(account.hex(), at),
        answer -> answer.getTransactionCount().longValueExact());
  }

  /// What a call returned, or the data it reverted with.
  record CallAnswer(boolean reverted, String data) {}

  /// Calls a contract without a transaction.
  CallAnswer call(Address from, Address to, String data) throws LedgerException {
    var call = Transaction.createEthCallTransaction(from.hex(), to.hex(), data);
    EthCall answer = send(web3j.ethCall(call, DefaultBlockParameterName.LATEST));
    if (!answer.hasError()) {
      return new CallAnswer(false, Objects.requireNonNullElse(answer.getValue(), "0x"));
    }
    String reverted = answer.getError().getData();
    if (reverted == null) {
      throw distrusted("refuses a call: " + printable(answer.getError().getMessage()), null);
    }
    // Some nodes put the data in quotes, some put words before it.
    int hex = reverted.indexOf("0x");
    return new CallAnswer(true, hex < 0 ? "0x" : reverted.substring(hex).replace("\"", ""));
  }

  /// What a read of a contract returned.
  @SuppressWarnings("rawtypes") // web3j's own types are raw
  List<Type> values(ChainPlace place, Function function) throws LedgerException {
    CallAnswer answer =
        call(place.institution(), place.contract(), FunctionEncoder.encode(function));
    if (answer.reverted()) {
      throw distrusted("reverts a read that cannot revert", null);
    }
    return read(
        answer.data(), data -> FunctionReturnDecoder.decode(data, function.getOutputParameters()));
  }

  /// Hands a transaction over.
  ///
  /// @return empty when the node took it; else its words, which may only mean that it had it already
  Optional<String> hand(String raw, Hash hash) throws LedgerException {
    var answer = send(web3j.ethSendRawTransaction(raw));
    if (answer.hasError()) {
      return Optional.of(printable(answer.getError().getMessage()));
    }
    if (!("0x" + hash.hex()).equalsIgnoreCase(answer.getTransactionHash())) {
      throw distrusted("acknowledges another transaction than it was given", null);
    }
    return Optional.empty();
  }

  /// Hands a transaction over and waits until it is in a block, whatever became of it there.
  ///
  /// @param otherwise what to do where it is in no block in time
  TransactionReceipt mined(String raw, Hash hash, Timing timing, String otherwise)
      throws LedgerException {
    Optional<String> refused = hand(raw, hash);
    if (refused.isPresent()) {
      throw distrusted("does not take the transaction: " + refused.get(), null);
    }
    var patience = new Patience(timing);
    Optional<TransactionReceipt> receipt = receipt(hash);
    while (receipt.isEmpty()) {
      if (!patience.waitForNextLook()) {
        throw new LedgerException(
            Kind.UNREACHABLE,
            "The transaction was sent, but is in no block yet; " + otherwise + ".");
      }
      receipt = receipt(hash);
    }
    return receipt.get();
  }

  /// Whether the node has the transaction, in a block or waiting for one.
  boolean knows(Hash transaction) throws LedgerException {
    return ask(
        web3j.ethGetTransactionByHash("0x" + transaction.hex()),
        answer -> answer.getTransaction().isPresent());
  }

  Optional<TransactionReceipt> receipt(Hash transaction) throws LedgerException {
    return ask(
        web3j.ethGetTransactionReceipt("0x" + transaction.hex()),
        answer -> answer.getTransactionReceipt());
  }

  /// What the node asks for a unit of gas, in wei.
  BigInteger gasPriceWei() throws LedgerException {
    return ask(
        web3j.ethGasPrice(),
        answer -> {
          BigInteger price = answer.getGasPrice();
          if (price.signum() < 0) {
            throw new IllegalStateException("a negative price");
          }
          return price;
        });
  }

  /// The newest block.
  EthBlock.Block latestBlock() throws LedgerException {
    return ask(
        web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false),
        answer -> Objects.requireNonNull(answer.getBlock()));
  }

  boolean isSyncing() throws LedgerException {
    return ask(web3j.ethSyncing(), EthSyncing::isSyncing);
  }

  /// Answer to a method that web3j's core does not know.
  public static final class Addresses extends Response<List<String>> {}

  /// The validators by the newest block; empty when the node knows no QBFT.
  Optional<List<String>> qbftValidators() throws LedgerException {
    Addresses answer =
        send(
            new Request<>(
                "qbft_getValidatorsByBlockNumber", List.of("latest"), service, Addresses.class));
    return answer.hasError()
        ? Optional.empty()
        : Optional.of(read(answer, a -> List.copyOf(a.getResult())));
  }

  Optional<EthBlock.Block> block(String hash) throws LedgerException {
    return ask(
        web3j.ethGetBlockByHash(hash, false), answer -> Optional.ofNullable(answer.getBlock()));
  }

  /// Reads an answer; may fail in any way on nonsense.
  interface Reading<A, T> {
    T read(A answer);
  }

  <A extends Response<?>, T> T ask(Request<?, A> request, Reading<A, T> reading)
      throws LedgerException {
    A answer = send(request);
    if (answer.hasError()) {
      throw distrusted("answers with an error: " + printable(answer.getError().getMessage()), null);
    }
    return read(answer, reading);
  }

  /// web3j's readers fail with whatever exception nonsense leads them to; all mean the same here.
  <A, T> T read(A answer, Reading<A, T> reading) throws LedgerException {
    try {
      return reading.read(answer);
    } catch (RuntimeException e) {
      throw distrusted("answers what no node would", e);
    }
  }

  private <A extends Response<?>> A send(Request<?, A> request) throws LedgerException {
    A answer;
    try {
      answer = request.send();
    } catch (ResponseLimit.TooLargeException e) {
      throw distrusted("answers more than " + ResponseLimit.MAX_BYTES + " bytes", e);
    } catch (NodeAccess.TokenUnreadableException e) {
      throw e.failure();
    } catch (ClientConnectionException e) { // an HTTP status other than success
      throw unreachable(httpError(String.valueOf(e.getMessage())), e);
    } catch (SSLException e) {
      throw unreachable(access.proofLacking(), e);
    } catch (JacksonException e) {
      throw distrusted("does not speak JSON-RPC", e);
    } catch (IOException e) { // refused, unknown, timed out, cut off
      throw unreachable("does not answer", e);
    } catch (RuntimeException e) {
      throw distrusted("answers what no node would", e);
    }
    if (answer == null || (answer.getError() == null && answer.getId() != request.getId())) {
      throw distrusted("answers another question than was asked", null);
    }
    return answer;
  }

  /// Asks a method that web3j does not know; what the answer says of an error is the caller's to read.
  <A extends Response<?>> A ask(String method, List<?> parameters, Class<A> type)
      throws LedgerException {
    return send(new Request<>(method, parameters, service, type));
  }

  private String httpError(String message) {
    Matcher status = STATUS.matcher(message);
    return switch (status.find() ? status.group(1) : "") {
      case "401", "403" -> access.tokenLacking();
      case "429", "503" -> "has too much to do";
      default -> "answers with an HTTP error";
    };
  }

  private LedgerException unreachable(String what, Exception cause) {
    return new LedgerException(
        Kind.UNREACHABLE, "The chain cannot be reached: " + name + " " + what + ".", cause);
  }

  LedgerException distrusted(String what, @Nullable Exception cause) {
    String message = "The chain cannot be trusted: " + name + " " + what + ".";
    return cause == null
        ? new LedgerException(Kind.DISTRUSTED, message)
        : new LedgerException(Kind.DISTRUSTED, message, cause);
  }

  /// A node's own words, cut down to what may be shown.
  private static String printable(@Nullable String words) {
    String text = String.valueOf(words).replaceAll("[^\\x20-\\x7e]", "?");
    return text.substring(0, Math.min(120, text.length()));
  }

  static long exact(@Nullable BigInteger value) {
    return Objects.requireNonNull(value).longValueExact();
  }

  /// Host and port.
  @Override
  public String toString() {
    return name;
  }

  @Override
  public void close() {
    web3j.shutdown();
    if (http != null) {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }
}
