package health.cairn.imaging.fuse;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Judgement;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.Outliner;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.inference.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Several members and a network that outlines, asked about the same slices.
public final class Panel {
  private final List<Member> members;
  private final Outliner outliner;

  /// @param members each of the classes of [TumourClass], in its order
  public Panel(List<Member> members, Outliner outliner) {
    for (Member member : members) {
      if (!member.classes().equals(TumourClass.words())) {
        throw new IllegalArgumentException(
            member.ref().name() + " answers for " + member.classes());
      }
    }
    this.members = List.copyOf(members);
    this.outliner = outliner;
  }

  public List<Member> members() {
    return members;
  }

  /// What is to be fused for one slice.
  public record Heard(List<MemberAnswer> answers, SliceEvidence evidence) {
    public Heard {
      answers = List.copyOf(answers);
    }
  }

  /// The same members, reduced to the parts that never saw a fold; empty where one of them has none.
  public Optional<Panel> neverSaw(String dataset, int fold) {
    List<Member> unseen =
        members.stream().flatMap(m -> m.neverSaw(dataset, fold).stream()).toList();
    return unseen.size() < members.size()
        ? Optional.empty()
        : outliner.neverSaw(dataset, fold).map(o -> new Panel(unseen, o));
  }

  /// Every file that has a say.
  public List<Weights> weights() {
    return Stream.concat(
            members.stream().flatMap(m -> m.weights().stream()), outliner.weights().stream())
        .toList();
  }

  /// Hashes of those who answer by their names, and of the network that outlines by [FusedMember#OUTLINE].
  public Map<String, String> networks() {
    Map<String, String> networks = new TreeMap<>();
    members.forEach(m -> networks.put(m.ref().name(), m.ref().sha256()));
    networks.put(FusedMember.OUTLINE, outliner.ref().sha256());
    return networks;
  }

  /// Those who answer, one line each: what a hash of the panel is made of.
  String description() {
    StringBuilder text = new StringBuilder();
    members.forEach(m -> text.append(m.ref().name()).append(' ').append(m.ref().sha256() + "\n"));
    return text + FusedMember.OUTLINE + " " + outliner.ref().sha256() + "\n";
  }

  /// @param slices the region of each is what is held for the tumour; what the outlining network says
  ///   outside of it does not count
  /// @throws ImagingException `INTEGRITY` or `ENVIRONMENT` when a model cannot be run
  public List<Heard> hear(List<SliceSample> slices, Progress progress) throws ImagingException {
    List<Outliner.Seen> seen = outliner.look(slices, progress);
    List<List<Judgement>> judgements = new ArrayList<>();
    for (Member member : members) {
      judgements.add(member.judge(slices, progress));
    }
    List<Heard> heard = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      List<MemberAnswer> answers = new ArrayList<>();
      for (int m = 0; m < members.size(); m++) {
        Judgement judgement = judgements.get(m).get(i);
        answers.add(
            new MemberAnswer(
                members.get(m).ref().name(),
                judgement.probabilities().values(),
                judgement.novelty()));
      }
      Outliner.Seen inside = outliner.within(seen.get(i), slices.get(i));
      heard.add(
          new Heard(
              answers,
              EvidenceMeasure.of(inside.image(), inside.probability(), outliner.threshold())));
    }
    return heard;
  }
}
