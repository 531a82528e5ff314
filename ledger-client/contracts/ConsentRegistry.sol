// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInstitutions} from "IInstitutions.sol";

/// @title Patients' decisions: grants, withdrawals, delegations
/// @notice A patient is here a pseudonym: the address of a key that was derived off chain for this patient and one
/// institution. What was granted is a salted digest of the grant's terms. Statements are signed by the patient's
/// key or a delegate's (EIP-712) and relayed by an institution, so that a patient needs no account of her own.
/// @dev Statements carry a number that the signer counts up. A grant counts while its number is above that of
/// every withdrawal of it. So a statement can be relayed twice without effect, and a withdrawal holds even when
/// it arrives before the grant that it withdraws. Nobody can stop a withdrawal: it needs no role and no directory
/// entry, and the patient's key can send it itself.
contract ConsentRegistry {
    /// @notice What the registry says of a grant.
    enum State {
        Unknown,
        Granted,
        Withdrawn,
        Expired
    }

    /// @dev `seq` is zero where nothing was granted.
    struct Grant {
        uint64 seq;
        uint64 until;
        uint64 since;
        uint64 withdrawn;
    }

    struct Delegation {
        uint64 seq;
        uint64 until;
        uint8 powers;
    }

    /// @notice A delegate with this power may grant.
    uint8 public constant MAY_GRANT = 1;
    /// @notice A delegate with this power may withdraw.
    uint8 public constant MAY_WITHDRAW = 2;

    bytes32 private constant NAME = "ConsentRegistry";
    uint32 private constant CONSENTS = 2;
    bytes32 private constant DOMAIN_TYPE =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant GRANT_TYPE =
        keccak256("Grant(address patient,bytes32 institution,bytes32 terms,uint64 seq,uint64 until)");
    bytes32 private constant WITHDRAWAL_TYPE =
        keccak256("Withdrawal(address patient,bytes32 institution,bytes32 terms,uint64 seq)");
    bytes32 private constant DELEGATION_TYPE =
        keccak256("Delegation(address patient,address delegate,uint8 powers,uint64 seq,uint64 until)");
    /// @dev Half of the curve's order: of the two forms of a signature only one is taken.
    uint256 private constant HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    /// @notice A patient granted something.
    /// @param patient the pseudonym
    /// @param institution who may do it
    /// @param terms salted digest of what, why and how
    /// @param seq number of the statement
    /// @param until seconds since 1970, exclusive
    /// @param signer the patient's key or the delegate's
    event GrantRecorded(
        address indexed patient,
        bytes32 indexed institution,
        bytes32 indexed terms,
        uint64 seq,
        uint64 until,
        address signer
    );

    /// @notice A patient withdrew something; `terms` zero means everything granted to the institution.
    /// @param patient the pseudonym
    /// @param institution its number in InstitutionRegistry
    /// @param terms salted digest of what, why and how
    /// @param seq number of the statement
    /// @param signer the patient's key or the delegate's
    event WithdrawalRecorded(
        address indexed patient, bytes32 indexed institution, bytes32 indexed terms, uint64 seq, address signer
    );

    /// @notice A patient let another key speak for the pseudonym; no powers means: no longer.
    /// @param patient the pseudonym
    /// @param delegate the other key
    /// @param powers sum of MAY_GRANT and MAY_WITHDRAW
    /// @param seq number of the statement
    /// @param until seconds since 1970, exclusive
    event DelegationRecorded(
        address indexed patient, address indexed delegate, uint8 powers, uint64 seq, uint64 until
    );

    /// @notice The sender may not relay grants.
    error NotAllowed(address sender);

    /// @notice Another registry of consent counts in this network; zero: none.
    error NotCurrent(address current);

    /// @notice There is no such institution in the network.
    error NoSuchInstitution(bytes32 institution);

    /// @notice A statement of this number or a later one is recorded already; there is nothing to do.
    error NotNewer(uint64 recorded, uint64 offered);

    /// @notice It ends before it begins.
    error EndsInThePast(uint64 until);

    /// @notice The signature is of nobody who may say this for the patient.
    error BadSignature(address signer);

    /// @notice A part that must say something is zero, or unknown powers.
    error Senseless();

    /// @notice Who is a member.
    IInstitutions public immutable INSTITUTIONS;

    mapping(bytes32 grantKey => Grant) private grants;
    mapping(bytes32 patientAndInstitution => uint64 seq) private withdrawnAll;
    mapping(address patient => mapping(address delegate => Delegation)) private delegations;

    /// @notice Binds the contract to its network.
    /// @param institutions the registry of institutions
    constructor(IInstitutions institutions) {
        if (address(institutions) == address(0)) revert Senseless();
        INSTITUTIONS = institutions;
    }

    /// @notice Records what a patient grants.
    /// @param patient the pseudonym
    /// @param institution its number in InstitutionRegistry
    /// @param terms salted digest of what, why and how
    /// @param seq number of the statement
    /// @param until seconds since 1970, exclusive
    /// @param signature 65 bytes: r, s, v
    function grant(
        address patient,
        bytes32 institution,
        bytes32 terms,
        uint64 seq,
        uint64 until,
        bytes calldata signature
    ) external {
        _requireRelay();
        if (terms == bytes32(0) || seq == 0 || patient == address(0)) revert Senseless();
        (address account,,) = INSTITUTIONS.member(institution);
        if (account == address(0)) revert NoSuchInstitution(institution);
        Grant storage found = grants[_key(patient, institution, terms)];
        uint64 newest = _newest(found, patient, institution);
        if (seq <= newest) revert NotNewer(newest, seq);
        if (until <= block.timestamp) revert EndsInThePast(until);
        address signer =
            _signer(keccak256(abi.encode(GRANT_TYPE, patient, institution, terms, seq, until)), signature);
        _requirePower(patient, signer, MAY_GRANT);

        found.seq = seq;
        found.until = until;
        found.since = uint64(block.timestamp);
        emit GrantRecorded(patient, institution, terms, seq, until, signer);
    }

    /// @notice Records that a patient withdraws; anybody may relay it.
    /// @param patient the pseudonym
    /// @param institution its number in InstitutionRegistry
    /// @param terms what was granted, or zero for everything granted to the institution
    /// @param seq all grants up to this number are withdrawn
    /// @param signature 65 bytes: r, s, v
    function withdraw(address patient, bytes32 institution, bytes32 terms, uint64 seq, bytes calldata signature)
        external
    {
        address signer = _signer(keccak256(abi.encode(WITHDRAWAL_TYPE, patient, institution, terms, seq)), signature);
        _requirePower(patient, signer, MAY_WITHDRAW);
        _withdraw(patient, institution, terms, seq, signer);
    }

    /// @notice The holder of the patient's key withdraws without any institution.
    /// @param institution its number in InstitutionRegistry
    /// @param terms what was granted, or zero for everything granted to the institution
    /// @param seq all grants up to this number are withdrawn
    function withdrawMyself(bytes32 institution, bytes32 terms, uint64 seq) external {
        _withdraw(msg.sender, institution, terms, seq, msg.sender);
    }

    /// @notice Records that another key may speak for a patient: a guardian's, a proxy's.
    /// @param patient the pseudonym
    /// @param to the other key
    /// @param powers sum of MAY_GRANT and MAY_WITHDRAW; zero ends the delegation
    /// @param seq number of the statement
    /// @param until seconds since 1970, exclusive; what was granted before stays granted
    /// @param signature the patient's own, 65 bytes: r, s, v; a delegate cannot delegate
    function delegate(
        address patient,
        address to,
        uint8 powers,
        uint64 seq,
        uint64 until,
        bytes calldata signature
    ) external {
        if (powers != 0) _requireRelay();
        if (to == address(0) || to == patient || seq == 0 || powers > MAY_GRANT + MAY_WITHDRAW) revert Senseless();
        Delegation storage found = delegations[patient][to];
        if (seq <= found.seq) revert NotNewer(found.seq, seq);
        if (powers != 0 && until <= block.timestamp) revert EndsInThePast(until);
        address signer = _signer(keccak256(abi.encode(DELEGATION_TYPE, patient, to, powers, seq, until)), signature);
        if (signer != patient) revert BadSignature(signer);
        delegations[patient][to] = Delegation({seq: seq, until: until, powers: powers});
        emit DelegationRecorded(patient, to, powers, seq, until);
    }

    /// @notice May this institution do what the terms say?
    /// @param patient the pseudonym
    /// @param institution its number in InstitutionRegistry
    /// @param terms salted digest of what, why and how
    /// @return state only Granted means yes
    /// @return seq number of the newest grant; zero if there was none
    /// @return until when it ends, in seconds since 1970, exclusive
    /// @return since when it was recorded, in seconds since 1970
    /// @return withdrawn grants up to this number are withdrawn; zero if none was
    function check(address patient, bytes32 institution, bytes32 terms)
        external
        view
        returns (State state, uint64 seq, uint64 until, uint64 since, uint64 withdrawn)
    {
        Grant storage found = grants[_key(patient, institution, terms)];
        (seq, until, since) = (found.seq, found.until, found.since);
        withdrawn = _withdrawnUpTo(found, patient, institution);
        if (seq <= withdrawn && withdrawn != 0) {
            state = State.Withdrawn;
        } else if (seq == 0) {
            state = State.Unknown;
        } else {
            state = until <= block.timestamp ? State.Expired : State.Granted;
        }
    }

    /// @notice The newest delegation from a patient to another key, in force or not.
    /// @param patient the pseudonym
    /// @param to the other key
    /// @return seq number of the statement; zero if there was none
    /// @return until seconds since 1970, exclusive
    /// @return powers sum of MAY_GRANT and MAY_WITHDRAW
    function delegationOf(address patient, address to)
        external
        view
        returns (uint64 seq, uint64 until, uint8 powers)
    {
        Delegation storage found = delegations[patient][to];
        return (found.seq, found.until, found.powers);
    }

    /// @notice What a delegate may say for a patient at present.
    /// @param patient the pseudonym
    /// @param to the other key
    /// @return powers zero when nothing
    function powersOf(address patient, address to) public view returns (uint8 powers) {
        Delegation storage found = delegations[patient][to];
        return found.until <= block.timestamp ? 0 : found.powers;
    }

    /// @notice What signatures are bound to: this contract on this chain.
    /// @return separator EIP-712 domain separator
    function domainSeparator() public view returns (bytes32 separator) {
        return keccak256(
            abi.encode(DOMAIN_TYPE, keccak256("Cairn consent"), keccak256("1"), block.chainid, address(this))
        );
    }

    function _withdraw(address patient, bytes32 institution, bytes32 terms, uint64 seq, address signer) private {
        if (seq == 0) revert Senseless();
        bytes32 all = _pair(patient, institution);
        if (terms == bytes32(0)) {
            if (seq <= withdrawnAll[all]) revert NotNewer(withdrawnAll[all], seq);
            withdrawnAll[all] = seq;
        } else {
            Grant storage found = grants[_key(patient, institution, terms)];
            uint64 before = _withdrawnUpTo(found, patient, institution);
            if (seq <= before) revert NotNewer(before, seq);
            found.withdrawn = seq;
        }
        emit WithdrawalRecorded(patient, institution, terms, seq, signer);
    }

    function _requireRelay() private view {
        address current = INSTITUTIONS.contractAt(NAME);
        if (current != address(this)) revert NotCurrent(current);
        if (INSTITUTIONS.actingFor(msg.sender, CONSENTS) == bytes32(0)) revert NotAllowed(msg.sender);
    }

    function _requirePower(address patient, address signer, uint8 power) private view {
        if (signer != patient && powersOf(patient, signer) & power == 0) revert BadSignature(signer);
    }

    function _newest(Grant storage found, address patient, bytes32 institution) private view returns (uint64 seq) {
        uint64 withdrawn = _withdrawnUpTo(found, patient, institution);
        return found.seq > withdrawn ? found.seq : withdrawn;
    }

    function _withdrawnUpTo(Grant storage found, address patient, bytes32 institution)
        private
        view
        returns (uint64 seq)
    {
        uint64 all = withdrawnAll[_pair(patient, institution)];
        return found.withdrawn > all ? found.withdrawn : all;
    }

    function _signer(bytes32 structHash, bytes calldata signature) private view returns (address signer) {
        if (signature.length != 65) revert BadSignature(address(0));
        bytes32 r = bytes32(signature[0:32]);
        bytes32 s = bytes32(signature[32:64]);
        uint8 v = uint8(signature[64]);
        if (uint256(s) > HALF_ORDER || (v != 27 && v != 28)) revert BadSignature(address(0));
        signer = ecrecover(keccak256(abi.encodePacked(hex"1901", domainSeparator(), structHash)), v, r, s);
        if (signer == address(0)) revert BadSignature(signer);
    }

    function _key(address patient, bytes32 institution, bytes32 terms) private pure returns (bytes32 key) {
        return keccak256(abi.encode(patient, institution, terms));
    }

    function _pair(address patient, bytes32 institution) private pure returns (bytes32 key) {
        return keccak256(abi.encode(patient, institution));
    }
}
