package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What each channel of a model shows in one study, replacements worked out.
///
/// @param sources per channel; empty where the channel holds zeros
/// @param replaced sequences that are missing and stood in for, without repetition
record ChannelPlan(List<Optional<Source>> sources, List<String> replaced) {

  /// @param sliceOffset from the slice in question
  record Source(String sequence, int sliceOffset) {}

  ChannelPlan {
    sources = List.copyOf(sources);
    replaced = List.copyOf(replaced);
  }

  /// @throws ImagingException `REFUSED`, naming the sequence that is missing
  static ChannelPlan of(ModelCard card, Predicate<String> has) throws ImagingException {
    List<Optional<Source>> sources = new ArrayList<>();
    List<String> replaced = new ArrayList<>();
    for (ModelInput.Channel channel : card.input().channels()) {
      if (has.test(channel.sequence())) {
        sources.add(Optional.of(new Source(channel.sequence(), channel.sliceOffset())));
        continue;
      }
      if (!replaced.contains(channel.sequence())) {
        replaced.add(channel.sequence());
      }
      switch (channel.ifMissing()) {
        case ModelInput.Zeros zeros -> sources.add(Optional.empty());
        case ModelInput.Instead instead when has.test(instead.sequence()) ->
            sources.add(Optional.of(new Source(instead.sequence(), instead.sliceOffset())));
        case ModelInput.Instead instead -> throw missing(card, instead.sequence());
        case ModelInput.Refuse refuse -> throw missing(card, channel.sequence());
      }
    }
    if (sources.stream().allMatch(Optional::isEmpty)) {
      throw missing(card, replaced.getFirst());
    }
    return new ChannelPlan(sources, replaced);
  }

  /// Sequences that are read, without repetition.
  List<String> sequences() {
    return sources.stream().flatMap(Optional::stream).map(Source::sequence).distinct().toList();
  }

  private static ImagingException missing(ModelCard card, String sequence) {
    return new ImagingException(
        ImagingException.Kind.REFUSED,
        "The model "
            + card.name()
            + " needs a "
            + sequence
            + " series, and there is none that it can use.");
  }
}
