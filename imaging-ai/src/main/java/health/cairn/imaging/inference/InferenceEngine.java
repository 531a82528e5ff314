package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Runs models: one platform thread that takes work in order from a bounded queue, one session per
/// file of a model (by hash), loaded when first needed and kept until the engine closes.
///
/// One run uses all physical cores inside its operators, so a second run beside it would only take
/// turns with the first. Any thread may call; whoever started the engine closes it.
public final class InferenceEngine implements AutoCloseable {
  /// Runs that may wait; one more is refused, so that nobody waits for an answer unknowingly.
  public static final int QUEUE = 16;

  /// Images that go through the model at once. Measured on two busy cores: four at once took up to a
  /// fifth less time per image than one by one, eight no less than four, and each doubling makes
  /// progress and cancelling coarser.
  static final int BATCH = 4;

  /// Values that go through at once, unless one image alone has more: a patch of 128 voxels a side
  /// fills all cores by itself, and a network's intermediate values are many times its input's.
  static final int BATCH_VALUES = 1 << 21;

  private final int threads;
  private final ThreadPoolExecutor executor;
  // Touched by the executor's thread only.
  private final Map<String, OnnxSession> sessions = new HashMap<>();
  private final Map<String, GradientSession> gradientSessions = new HashMap<>();

  private InferenceEngine(int threads) {
    this.threads = threads;
    this.executor =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            work -> Thread.ofPlatform().name("inference").daemon().unstarted(work));
  }

  /// An engine that uses every physical core. Nothing is loaded yet.
  public static InferenceEngine start() {
    return new InferenceEngine(PhysicalCores.count());
  }

  /// Threads that work inside one operator.
  public int threads() {
    return threads;
  }

  /// Puts a run at the end of the queue and returns at once.
  ///
  /// @param model an ensemble answers with the mean of its networks' outputs
  /// @param images asked for one after another, each once, on the engine's thread
  /// @param answers given one after another on the engine's thread
  /// @param step what `progress` reports, in the reader's words
  /// @param progress called on the engine's thread between batches; may cancel the run there
  /// @throws ImagingException `REFUSED` when the model's licence awaits acceptance, `ENVIRONMENT` when
  ///   the queue is full or the engine is closed
  public InferenceRun submit(
      StoredModel model, ImageSource images, AnswerSink answers, String step, Progress progress)
      throws ImagingException {
    requireAccepted(model);
    return submit(
        images.count(), () -> NetworkBatches.of(this, model, images, answers), step, progress);
  }

  /// What the networks answer to some images, with the gradients of that. Waits, as [#run].
  ///
  /// @param model a classifier; of an ensemble the first network answers (see [StoredModel#members])
  /// @param direction one weight per class: gradients are of the sum of direction * logits
  /// @throws ImagingException `REFUSED` when it has no graph that gives gradients; else as [#run]
  /// @throws CancellationException when cancelled
  public void gradients(
      StoredModel model,
      ImageSource images,
      List<Double> direction,
      GradientSink gradients,
      String step,
      Progress progress)
      throws ImagingException {
    requireAccepted(model);
    submit(
            images.count(),
            () -> {
              GraphFile file = GradientSession.graphOf(model);
              GradientSession session = gradientSessions.get(file.sha256());
              if (session == null) {
                session = GradientSession.load(model, file, threads);
                gradientSessions.put(file.sha256(), session);
              }
              return session.batches(images, direction, gradients);
            },
            step,
            progress)
        .await();
  }

  private InferenceRun submit(
      int images, InferenceRun.Preparation preparation, String step, Progress progress)
      throws ImagingException {
    InferenceRun run = new InferenceRun(this, images, preparation, step, progress);
    try {
      executor.execute(run.task());
    } catch (RejectedExecutionException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT,
          executor.isShutdown()
              ? "The models are shut down."
              : QUEUE + " analyses are waiting already; try again when one has finished.",
          e);
    }
    return run;
  }

  /// Runs and waits. Cancelled through `progress`, which is also asked while the run waits its turn,
  /// or by interrupting the calling thread.
  ///
  /// @throws ImagingException `INTEGRITY` when the model's file is not the card's, `REFUSED` when it
  ///   is no usable model, `ENVIRONMENT` when it fails or the queue is full
  /// @throws CancellationException when cancelled
  public void run(
      StoredModel model, ImageSource images, AnswerSink answers, String step, Progress progress)
      throws ImagingException {
    submit(model, images, answers, step, progress).await();
  }

  private static void requireAccepted(StoredModel model) throws ImagingException {
    if (model.awaitsLicence()) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model "
              + model.card().name()
              + " may be used only by someone who has accepted its licence, "
              + model.card().licence()
              + ".");
    }
  }

  /// On the engine's thread.
  OnnxSession session(StoredModel model, GraphFile file) throws ImagingException {
    // Several models may read different answers of one file.
    String key = file.sha256() + " " + model.card().task().output();
    OnnxSession session = sessions.get(key);
    if (session == null) {
      session = OnnxSession.load(model, file, threads);
      sessions.put(key, session);
    }
    return session;
  }

  /// Images of that contract that go through a model at once.
  static int batch(ModelInput input) {
    return Math.clamp(BATCH_VALUES / input.values(), 1, BATCH);
  }

  void forget(Runnable task) {
    executor.remove(task);
  }

  /// Lets the run in progress stop at its next batch, drops those that wait, frees every session.
  /// Returns when native memory is free.
  @Override
  public void close() {
    for (Runnable waiting : executor.shutdownNow()) {
      if (waiting instanceof InferenceRun.Task task) {
        task.owner().cancel();
      }
    }
    boolean interrupted = false;
    while (true) {
      try {
        if (executor.awaitTermination(1, TimeUnit.SECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    // The executor's thread has ended: awaitTermination makes what it wrote visible here.
    sessions.values().forEach(OnnxSession::close);
    sessions.clear();
    gradientSessions.values().forEach(GradientSession::close);
    gradientSessions.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
