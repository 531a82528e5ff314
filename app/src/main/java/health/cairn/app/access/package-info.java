/// Who may do what with a patient's data: role, local policy, the patient's consent and the ledger's grant,
/// combined in one place.
@org.jspecify.annotations.NullMarked
package health.cairn.app.access;
