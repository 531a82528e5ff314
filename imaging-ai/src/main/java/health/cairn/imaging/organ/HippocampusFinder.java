package health.cairn.imaging.organ;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.SlidingWindow;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.segment.Placed;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Laterality;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Places the hippocampus model's box in a whole head, and says when it cannot
/// (docs/decisions/0026). The box starts where the hippocampus lies in most heads, moves to the middle
/// of what the network outlines in it until it rests, and is believed only where several starts come to
/// rest at one place and what lies there can be a hippocampus with another across from it. Any thread;
/// the call blocks.
public final class HippocampusFinder {
  private static final String STEP = "Looking for the hippocampus";

  /// Starts, mm: to the side of the midline, share of the head's length behind the forehead, below the
  /// top of the head. The most usual place first.
  private static final double[][] STARTS = {
    {26, 0.56, 104}, {26, 0.56, 94}, {26, 0.62, 104}, {26, 0.50, 104}, {26, 0.56, 114},
    {30, 0.62, 94}, {22, 0.50, 114}, {30, 0.50, 94}, {22, 0.62, 114}, {26, 0.56, 84}
  };

  private static final int AGREEING = 3;
  private static final double SAME_PLACE_MM = 3;
  private static final int MOST_MOVES = 5;

  /// A reader's point may lie anywhere in the organ, which is 40 mm long.
  private static final double MOST_FROM_POINT_MM = 25;

  /// Moves of the box, mm, by which the answer is made sure of.
  private static final double SHIFT_MM = 3;

  private final StoredModel model;
  private final ModelInput.Patches contract;
  private final ModelCard.Segment task;
  private final SlidingWindow window;

  /// @throws ImagingException `REFUSED` when the model does not outline a hippocampus in boxes
  public HippocampusFinder(InferenceEngine engine, StoredModel model) throws ImagingException {
    this.window = new SlidingWindow(engine, model);
    this.model = model;
    this.contract = model.card().patches();
    this.task = (ModelCard.Segment) model.card().task();
    if (!outlinesHippocampus(model)) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model " + model.card().name() + " does not outline a hippocampus in two parts.");
    }
  }

  /// Whether a model looks at boxes of 1 mm around one hippocampus and tells its two parts apart.
  public static boolean outlinesHippocampus(StoredModel model) {
    return model.card().input() instanceof ModelInput.Patches patches
        && patches.window() == ModelInput.Window.CENTRED
        && patches.axes().equals("RAS")
        && model.card().task() instanceof ModelCard.Segment segment
        && segment.scores().exclusive()
        && segment.labels().size() == 3
        && segment.structures().stream()
            .allMatch(s -> s.label().toLowerCase(Locale.ROOT).contains("hippocampus"));
  }

  public health.cairn.imaging.inference.ModelRef model() {
    return model.ref();
  }

  /// Both hippocampi of a head.
  ///
  /// @throws ImagingException as [InferenceEngine#run]
  /// @throws java.util.concurrent.CancellationException when `progress` says so
  public Hippocampus.Answer find(Placed placed, Progress progress) throws ImagingException {
    Optional<String> unfit = unfit(placed);
    if (unfit.isPresent()) {
      return new Hippocampus.NotFound(unfit.get());
    }
    Optional<HeadFrame> head = HeadFrame.of(placed.volume());
    if (head.isEmpty()) {
      return new Hippocampus.NotFound(
          "The series does not show the upper part of one adult head down to the temporal lobes.");
    }
    Search search = new Search(placed.volume(), progress);
    Map<Laterality, OrganLook> rested = new HashMap<>();
    for (Laterality side : Laterality.values()) {
      Optional<OrganLook> look = search.rest(head.get(), side);
      if (look.isEmpty()) {
        return new Hippocampus.NotFound(
            "No "
                + side.word()
                + " hippocampus was found: the model does not come to rest on one that can be it.");
      }
      rested.put(side, look.get());
    }
    OrganLook left = java.util.Objects.requireNonNull(rested.get(Laterality.LEFT));
    OrganLook right = java.util.Objects.requireNonNull(rested.get(Laterality.RIGHT));
    Optional<String> flaw = PlausibleHippocampus.flaw(left, right, head.get());
    if (flaw.isPresent()) {
      return new Hippocampus.NotFound(
          "What the model outlined cannot be the two hippocampi of one head: " + flaw.get() + ".");
    }
    return new Hippocampus.Found(
        List.of(search.settled(left, Laterality.LEFT), search.settled(right, Laterality.RIGHT)),
        List.of("The boxes around both hippocampi were placed by the program; check the place."));
  }

  /// The hippocampi around points that a reader has placed in them.
  ///
  /// @param points one or two, in the patient's millimetres of the volume's frame of reference
  public Hippocampus.Answer at(Placed placed, List<PatientPoint> points, Progress progress)
      throws ImagingException {
    Optional<String> unfit = unfit(placed);
    if (unfit.isPresent()) {
      return new Hippocampus.NotFound(unfit.get());
    }
    if (points.isEmpty() || points.size() > 2) {
      return new Hippocampus.NotFound("A head has two hippocampi: give one point or two.");
    }
    Search search = new Search(placed.volume(), progress);
    List<OrganLook> looks = new ArrayList<>();
    for (PatientPoint point : points) {
      Optional<OrganLook> look = search.from(point);
      Optional<String> flaw =
          look.isEmpty()
              ? Optional.of("the model sees none there")
              : look.get().middle().distanceTo(point) > MOST_FROM_POINT_MM
                  ? Optional.of("the nearest one that the model sees lies too far off")
                  : PlausibleHippocampus.flaw(look.get());
      if (flaw.isPresent()) {
        return new Hippocampus.NotFound(
            "There is no hippocampus around the point %s: %s."
                .formatted(inWords(point), flaw.get()));
      }
      looks.add(look.get());
    }
    List<Laterality> sides = sides(looks, placed.volume());
    if (sides.isEmpty()) {
      return new Hippocampus.NotFound(
          "Which side it is on cannot be told: give a point in each hippocampus.");
    }
    List<Hippocampus> organs = new ArrayList<>();
    for (int i = 0; i < looks.size(); i++) {
      organs.add(search.settled(looks.get(i), sides.get(i)));
    }
    return new Hippocampus.Found(
        organs, List.of("The boxes around the hippocampi were placed by a reader."));
  }

  /// Of two by their patient coordinates; of one by where the middle of the head is.
  private static List<Laterality> sides(List<OrganLook> looks, Volume volume) {
    if (looks.size() == 2) {
      double first = looks.get(0).middle().xMm();
      double second = looks.get(1).middle().xMm();
      if (Math.abs(first - second) < 2 * SIDE_MM) {
        return List.of();
      }
      return first > second
          ? List.of(Laterality.LEFT, Laterality.RIGHT)
          : List.of(Laterality.RIGHT, Laterality.LEFT);
    }
    double x = looks.getFirst().middle().xMm();
    return HeadFrame.of(volume)
        .filter(head -> Math.abs(x - head.midlineXMm()) > SIDE_MM)
        .map(head -> List.of(Laterality.of(looks.getFirst().middle(), head.midlineXMm())))
        .orElse(List.of());
  }

  /// Nearer to the middle than this no hippocampus has its middle.
  private static final double SIDE_MM = 10;

  private Optional<String> unfit(Placed placed) {
    if (!placed.spacingKnown() || !placed.orientationKnown()) {
      return Optional.of(
          "The series has no known spacing or orientation: no organ can be placed in it.");
    }
    Affine affine = placed.volume().grid().affine();
    double coarsest =
        Math.max(
            affine.sliceSpacingMm(), Math.max(affine.columnSpacingMm(), affine.rowSpacingMm()));
    if (coarsest > contract.coarsestSpacingMm() * (1 + 1e-3)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "The series has steps of %.1f mm; the hippocampus is outlined on 3-D series with steps"
                  + " of at most %.1f mm.",
              coarsest,
              contract.coarsestSpacingMm()));
    }
    return Optional.empty();
  }

  private static String inWords(PatientPoint point) {
    return String.format(Locale.ROOT, "%.0f, %.0f, %.0f", point.xMm(), point.yMm(), point.zMm());
  }

  /// Looks at one volume; remembers where it has looked.
  private final class Search {
    private final Volume volume;
    private final Progress progress;
    private final Map<PatientPoint, Optional<OrganLook>> seen = new HashMap<>();

    Search(Volume volume, Progress progress) {
      this.volume = volume;
      this.progress = progress;
    }

    Optional<OrganLook> look(PatientPoint middle) throws ImagingException {
      Grid box = OrganBox.around(middle, volume.grid().frameOfReferenceUid());
      Optional<OrganLook> known = seen.get(box.affine().origin());
      if (known != null) {
        return known;
      }
      progress.report(STEP, seen.size(), 0);
      Volume cut = OrganBox.cut(volume, box);
      Progress quiet = (step, done, total) -> progress.report(STEP, seen.size(), 0);
      Optional<OrganLook> look =
          OrganLook.of(
              window.run(Map.of(window.reference(), cut), box, box, STEP, quiet).probabilities());
      seen.put(box.affine().origin(), look);
      return look;
    }

    /// Moves the box to what is in it until it stays.
    Optional<OrganLook> from(PatientPoint start) throws ImagingException {
      PatientPoint at = start;
      for (int move = 0; move < MOST_MOVES; move++) {
        Optional<OrganLook> look = look(at);
        if (look.isEmpty() || look.get().middle().distanceTo(at) < 1) {
          return look;
        }
        at = look.get().middle();
      }
      return look(at);
    }

    /// Where several starts on one side come to rest.
    Optional<OrganLook> rest(HeadFrame head, Laterality side) throws ImagingException {
      List<OrganLook> rests = new ArrayList<>();
      double length = head.backYMm() - head.frontYMm();
      for (double[] start : STARTS) {
        double off = side == Laterality.LEFT ? start[0] : -start[0];
        Optional<OrganLook> look =
            from(
                new PatientPoint(
                    head.midlineXMm() + off,
                    head.frontYMm() + start[1] * length,
                    head.topZMm() - start[2]));
        if (look.isEmpty() || PlausibleHippocampus.flaw(look.get()).isPresent()) {
          continue;
        }
        rests.add(look.get());
        long same =
            rests.stream()
                .filter(r -> r.middle().distanceTo(look.get().middle()) <= SAME_PLACE_MM)
                .count();
        if (same >= AGREEING) {
          return look;
        }
      }
      return Optional.empty();
    }

    /// The mean answer of boxes around one that has come to rest.
    Hippocampus settled(OrganLook rest, Laterality side) throws ImagingException {
      List<OrganLook> looks = new ArrayList<>();
      for (int axis = -1; axis < 3; axis++) {
        for (double shift : axis < 0 ? new double[] {0} : new double[] {-SHIFT_MM, SHIFT_MM}) {
          look(rest.middle()
                  .plus(
                      new PatientPoint(
                          axis == 0 ? shift : 0, axis == 1 ? shift : 0, axis == 2 ? shift : 0)))
              .ifPresent(looks::add);
        }
      }
      return HippocampusMean.of(looks, side, volume.grid(), task);
    }
  }
}
