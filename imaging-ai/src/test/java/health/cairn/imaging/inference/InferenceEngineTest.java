package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class InferenceEngineTest {
  private static final int PIXELS = 64 * 64;

  @TempDir Path folder;
  private InferenceEngine engine;
  private StoredModel model;

  @BeforeEach
  void start() throws Exception {
    engine = InferenceEngine.start();
    model = TestModels.segmenter(folder);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void run_answersEveryImageInOrder() throws Exception {
    List<Integer> order = new ArrayList<>();
    List<Float> values = new ArrayList<>();
    List<Long> done = new ArrayList<>();

    engine.run(
        model,
        images(11, i -> {}),
        (index, answer) -> {
          order.add(index);
          values.add(answer.get(PIXELS - 1));
        },
        "Testing",
        (step, n, total) -> done.add(n));

    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), order);
    assertEquals(0f, values.getFirst());
    assertEquals(10 / 16f, values.getLast());
    assertEquals(11, done.getLast());
  }

  @Test
  void run_answersScoresOfAClassifier() throws Exception {
    float[] scores = new float[2];

    engine.run(
        TestModels.classifier(folder.resolve("classifier")),
        images(1, i -> {}),
        (index, answer) -> answer.get(scores),
        "Testing",
        Progress.NONE);

    assertEquals(0f, scores[0], 1e-6);
    assertEquals(8f, scores[1], 1e-6);
  }

  @Test
  void run_stopsBetweenBatchesWhenProgressCancels() {
    AtomicInteger asked = new AtomicInteger();

    assertThrows(
        CancellationException.class,
        () ->
            engine.run(
                model,
                images(1000, i -> asked.incrementAndGet()),
                (index, answer) -> {},
                "Testing",
                (step, done, total) -> {
                  if (done >= InferenceEngine.BATCH) {
                    throw new CancellationException();
                  }
                }));

    assertEquals(InferenceEngine.BATCH, asked.get());
  }

  @Test
  void cancel_stopsARunningRunAfterItsBatch() throws Exception {
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    InferenceRun run =
        engine.submit(
            model,
            images(
                1000,
                i -> {
                  asked.incrementAndGet();
                  atWork.countDown();
                  await(goOn);
                }),
            (index, answer) -> {},
            "Testing",
            Progress.NONE);
    await(atWork);

    run.cancel();
    goOn.countDown();

    assertThrows(CancellationException.class, run::await);
    assertEquals(InferenceEngine.BATCH, asked.get());
  }

  @Test
  void cancel_removesAWaitingRunAtOnce() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    InferenceRun first = blocked(goOn);
    AtomicInteger asked = new AtomicInteger();
    InferenceRun waiting =
        engine.submit(
            model,
            images(1, i -> asked.incrementAndGet()),
            (index, answer) -> {},
            "Testing",
            Progress.NONE);

    waiting.cancel();

    assertThrows(CancellationException.class, waiting::await);
    goOn.countDown();
    first.await();
    assertEquals(0, asked.get());
  }

  @Test
  void run_canBeCancelledThroughProgressWhileItWaits() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    InferenceRun first = blocked(goOn);

    assertThrows(
        CancellationException.class,
        () ->
            engine.run(
                model,
                images(1, i -> {}),
                (index, answer) -> {},
                "Testing",
                (step, done, total) -> {
                  throw new CancellationException();
                }));

    goOn.countDown();
    first.await();
  }

  @Test
  void submit_isRefusedWhenTheQueueIsFull() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    List<InferenceRun> runs = new ArrayList<>();
    runs.add(blocked(goOn));
    for (int i = 0; i < InferenceEngine.QUEUE; i++) {
      runs.add(engine.submit(model, images(1, n -> {}), (n, a) -> {}, "Testing", Progress.NONE));
    }

    ImagingException e =
        assertThrows(
            ImagingException.class,
            () -> engine.submit(model, images(1, n -> {}), (n, a) -> {}, "Test", Progress.NONE));

    assertEquals(ImagingException.Kind.ENVIRONMENT, e.kind());
    goOn.countDown();
    for (InferenceRun run : runs) {
      run.await();
    }
  }

  @Test
  void run_failsWithIntegrityAndAsksForNoImageWhenTheFileChanged() throws Exception {
    Path onnx = folder.resolve("tiny-segmenter.onnx");
    byte[] content = Files.readAllBytes(onnx);
    content[content.length - 1] ^= 1;
    Files.write(onnx, content);
    AtomicInteger asked = new AtomicInteger();

    ImagingException e =
        assertThrows(
            ImagingException.class,
            () ->
                engine.run(
                    model,
                    images(1, i -> asked.incrementAndGet()),
                    (index, answer) -> {},
                    "Testing",
                    Progress.NONE));

    assertEquals(ImagingException.Kind.INTEGRITY, e.kind());
    assertEquals(0, asked.get());
  }

  @Test
  void run_isRefusedWhenTheCardPromisesAnotherOutput() throws Exception {
    Path card = folder.resolve("tiny-segmenter.json");
    Files.writeString(card, Files.readString(card).replace("\"probability\"", "\"other\""));
    StoredModel lying = ModelCatalogue.ofFolders(List.of(folder)).segmenter();

    ImagingException e =
        assertThrows(
            ImagingException.class,
            () -> engine.run(lying, images(1, i -> {}), (n, a) -> {}, "Test", Progress.NONE));

    assertTrue(e.getMessage().contains("no output named other"), e.getMessage());
  }

  @Test
  void run_isRefusedWhenTheFileIsNoModel() throws Exception {
    byte[] nonsense = "this is not an ONNX graph".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Files.write(folder.resolve("tiny-segmenter.onnx"), nonsense);
    String sha =
        java.util.HexFormat.of()
            .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(nonsense));
    Path card = folder.resolve("tiny-segmenter.json");
    Files.writeString(
        card,
        Files.readString(card)
            .replace(model.card().sha256(), sha)
            .replaceFirst("\"bytes\": \\d+", "\"bytes\": " + nonsense.length));
    StoredModel broken = ModelCatalogue.ofFolders(List.of(folder)).segmenter();

    ImagingException e =
        assertThrows(
            ImagingException.class,
            () -> engine.run(broken, images(1, i -> {}), (n, a) -> {}, "Test", Progress.NONE));

    assertEquals(ImagingException.Kind.REFUSED, e.kind());
  }

  @Test
  void close_cancelsWhatWaits() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    InferenceRun first = blocked(goOn);
    InferenceRun waiting =
        engine.submit(model, images(1, n -> {}), (n, a) -> {}, "Testing", Progress.NONE);
    Thread closing = Thread.ofPlatform().start(engine::close);

    assertThrows(CancellationException.class, waiting::await);
    goOn.countDown();
    closing.join();

    assertTrue(first.isDone());
    assertThrows(
        ImagingException.class,
        () -> engine.submit(model, images(1, n -> {}), (n, a) -> {}, "Test", Progress.NONE));
  }

  @Test
  void fromCpuInfo_countsCoresNotThreads() {
    List<String> lines =
        List.of(
            "physical id\t: 0",
            "core id\t: 0",
            "physical id\t: 0",
            "core id\t: 1",
            "physical id\t: 0",
            "core id\t: 0",
            "physical id\t: 0",
            "core id\t: 1");

    assertEquals(2, PhysicalCores.fromCpuInfo(lines));
    assertEquals(0, PhysicalCores.fromCpuInfo(List.of("Processor: ARM")));
  }

  private InferenceRun blocked(CountDownLatch goOn) throws Exception {
    CountDownLatch atWork = new CountDownLatch(1);
    InferenceRun run =
        engine.submit(
            model,
            images(
                1,
                i -> {
                  atWork.countDown();
                  await(goOn);
                }),
            (index, answer) -> {},
            "Testing",
            Progress.NONE);
    await(atWork);
    return run;
  }

  private static void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        assertTrue(latch.await(20, TimeUnit.SECONDS));
        break;
      } catch (InterruptedException e) {
        // A closing engine interrupts its thread; the test still decides when the batch ends.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private interface OnAsk {
    void asked(int index);
  }

  private static ImageSource images(int count, OnAsk onAsk) {
    return new ImageSource() {
      @Override
      public int count() {
        return count;
      }

      @Override
      public void write(int index, FloatBuffer target) {
        onAsk.asked(index);
        while (target.hasRemaining()) {
          target.put(index / 16f);
        }
      }
    };
  }
}
