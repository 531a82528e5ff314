package health.cairn.app.desk;

/// A decision about a model that can be taken back: who answers now, and who would then.
///
/// @param decision that would be taken back ("ModelDecision/3")
/// @param task as `cairn model list` names it ("classify-t1c")
/// @param decided model that was switched on ("cheng-t1c-unet 1.0.1")
/// @param since when and by whom, a clause
/// @param now who answers now ("cheng-t1c-unet 1.0.1")
/// @param then who answers after going back ("cheng-t1c-fusion 1.0.0, as shipped")
public record ModelReturn(
    String decision, String task, String decided, String since, String now, String then) {}
