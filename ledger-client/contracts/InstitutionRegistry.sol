// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Institutions of the network, their roles, and where its contracts are
/// @notice Who may write what is decided by the governing members together: a change is applied as soon as more
/// than half of them voted for exactly this change. An institution is known by a number agreed in the network,
/// or else by the SHA-256 of its name, which whoever guesses the name can compute.
/// @dev No owner and no proxy. A contract is replaced by voting for another address in the directory, this one by
/// voting for a successor, after which nobody is a member here any more. Every applied change begins a new epoch,
/// and votes count in one epoch only: a change is never applied to members its voters did not know.
contract InstitutionRegistry {
    /// @notice What a vote is about.
    enum Kind {
        Put,
        Remove,
        List,
        Succeed
    }

    /// @dev `account` is zero for what was never a member or was removed.
    struct Member {
        address account;
        uint32 roles;
        bytes32 key;
    }

    /// @notice May anchor checkpoints.
    uint32 public constant ANCHORS = 1;
    /// @notice May relay patients' decisions.
    uint32 public constant CONSENTS = 2;
    /// @notice May record accesses.
    uint32 public constant ACCESSES = 4;
    /// @notice Votes on changes.
    uint32 public constant GOVERNS = 8;
    uint32 private constant ALL_ROLES = 15;

    /// @notice A member was admitted or changed.
    /// @param id the institution's number
    /// @param account sends its transactions
    /// @param roles sum of the role constants
    /// @param key SHA-256 of the key its journal is signed with
    event MemberPut(bytes32 indexed id, address indexed account, uint32 roles, bytes32 key);

    /// @notice A member was removed.
    /// @param id the institution's number
    /// @param account sends its transactions
    event MemberRemoved(bytes32 indexed id, address indexed account);

    /// @notice A contract of the network is at this address from here on.
    /// @param name what it is for
    /// @param location the contract's address
    event ContractListed(bytes32 indexed name, address indexed location);

    /// @notice This registry is closed; its successor counts.
    /// @param successor the registry that counts instead
    event Succeeded(address indexed successor);

    /// @notice A governing member voted.
    /// @param change digest of the change, see changeDigest
    /// @param voter the institution that voted
    /// @param votes how many it has
    /// @param needed how many it needs
    event Voted(bytes32 indexed change, bytes32 indexed voter, uint256 votes, uint256 needed);

    /// @notice The sender does not govern.
    error NotGoverning(address sender);

    /// @notice This member voted for this change already.
    error VotedAlready(bytes32 change, bytes32 voter);

    /// @notice The vote was meant for another state of the registry; look at what changed and vote again.
    error AnotherEpoch(uint64 epoch, uint64 offered);

    /// @notice The change contradicts itself or changes nothing.
    error Senseless();

    /// @notice Another institution uses this account.
    error AccountTaken(address account, bytes32 id);

    /// @notice There is no such member.
    error NoSuchMember(bytes32 id);

    /// @notice The change would leave nobody who governs.
    error NobodyLeft();

    /// @notice The registry is closed.
    error Closed(address successor);

    /// @notice Grows by one with each applied change.
    uint64 public epoch;
    /// @notice How many members govern.
    uint32 public governing;
    /// @notice Zero while this registry counts.
    address public successor;

    mapping(bytes32 id => Member) private members;
    mapping(address account => bytes32 id) private ids;
    mapping(bytes32 name => address location) private directory;
    mapping(bytes32 change => uint256 count) private votes;
    mapping(bytes32 change => mapping(bytes32 voter => bool voted)) private voted;

    /// @notice Founds the network.
    /// @param foundingIds the founders' numbers
    /// @param accounts of the founders, in the same order; each has all roles
    /// @param keys SHA-256 of the keys their journals are signed with, in the same order
    constructor(bytes32[] memory foundingIds, address[] memory accounts, bytes32[] memory keys) {
        uint256 count = foundingIds.length;
        if (count == 0 || count != accounts.length || count != keys.length) revert Senseless();
        for (uint256 i = 0; i < count; ++i) {
            if (members[foundingIds[i]].account != address(0)) revert Senseless();
            _put(foundingIds[i], accounts[i], ALL_ROLES, keys[i]);
        }
    }

    /// @notice Votes for a change; the vote that makes more than half applies it.
    /// @param inEpoch the epoch the voter saw
    /// @param kind what to do
    /// @param subject the member's id (Put, Remove) or the contract's name (List); zero for Succeed
    /// @param account the member's account (Put) or the contract's address (List, Succeed); zero for Remove
    /// @param roles for Put, else zero
    /// @param key for Put, else zero
    /// @return applied whether this vote was the last one needed
    function vote(uint64 inEpoch, Kind kind, bytes32 subject, address account, uint32 roles, bytes32 key)
        external
        returns (bool applied)
    {
        if (successor != address(0)) revert Closed(successor);
        bytes32 voter = ids[msg.sender];
        if (members[voter].roles & GOVERNS == 0) revert NotGoverning(msg.sender);
        if (inEpoch != epoch) revert AnotherEpoch(epoch, inEpoch);
        _requireSense(kind, subject, account, roles, key);

        bytes32 change = changeDigest(inEpoch, kind, subject, account, roles, key);
        if (voted[change][voter]) revert VotedAlready(change, voter);
        voted[change][voter] = true;
        uint256 count = ++votes[change];
        uint256 needed = uint256(governing) / 2 + 1;
        emit Voted(change, voter, count, needed);
        if (count < needed) return false;

        ++epoch;
        if (kind == Kind.Put) {
            _put(subject, account, roles, key);
        } else if (kind == Kind.Remove) {
            _remove(subject);
        } else if (kind == Kind.List) {
            directory[subject] = account;
            emit ContractListed(subject, account);
        } else {
            successor = account;
            emit Succeeded(account);
        }
        return true;
    }

    /// @notice The institution that an account acts for.
    /// @param account the sender of a transaction
    /// @param roles all of which it must have
    /// @return id zero when the account is no member's, or lacks one of the roles
    function actingFor(address account, uint32 roles) external view returns (bytes32 id) {
        if (successor != address(0)) return bytes32(0);
        bytes32 found = ids[account];
        return members[found].roles & roles == roles ? found : bytes32(0);
    }

    /// @notice One member.
    /// @param id the institution's number
    /// @return account zero when there is no such member
    /// @return roles sum of the role constants
    /// @return key SHA-256 of the key its journal is signed with
    function member(bytes32 id) external view returns (address account, uint32 roles, bytes32 key) {
        if (successor != address(0)) return (address(0), 0, bytes32(0));
        Member storage found = members[id];
        return (found.account, found.roles, found.key);
    }

    /// @notice Where a contract of the network is.
    /// @param name what the contract is for
    /// @return location zero when none is listed
    function contractAt(bytes32 name) external view returns (address location) {
        return successor == address(0) ? directory[name] : address(0);
    }

    /// @notice How many votes a change has in the present epoch.
    /// @param change digest of the change, see changeDigest
    /// @return count how many votes it has
    function votesFor(bytes32 change) external view returns (uint256 count) {
        return votes[change];
    }

    /// @notice What a change is called in events and votes.
    /// @param inEpoch the epoch the change is meant for
    /// @param kind what to do
    /// @param subject see vote
    /// @param account sends its transactions
    /// @param roles sum of the role constants
    /// @param key SHA-256 of the key its journal is signed with
    /// @return change digest of the change, see changeDigest
    function changeDigest(
        uint64 inEpoch,
        Kind kind,
        bytes32 subject,
        address account,
        uint32 roles,
        bytes32 key
    ) public pure returns (bytes32 change) {
        return keccak256(abi.encode(inEpoch, kind, subject, account, roles, key));
    }

    function _requireSense(Kind kind, bytes32 subject, address account, uint32 roles, bytes32 key) private view {
        bool senseless;
        if (kind == Kind.Put) {
            senseless =
                subject == bytes32(0) || account == address(0) || roles == 0 || roles > ALL_ROLES || key == bytes32(0);
            bytes32 taken = ids[account];
            if (taken != bytes32(0) && taken != subject) revert AccountTaken(account, taken);
        } else if (kind == Kind.Remove) {
            senseless = account != address(0) || roles != 0 || key != bytes32(0);
            if (members[subject].account == address(0)) revert NoSuchMember(subject);
        } else if (kind == Kind.List) {
            senseless = subject == bytes32(0) || account == address(0) || roles != 0 || key != bytes32(0);
        } else {
            senseless = subject != bytes32(0) || account == address(0) || account == address(this) || roles != 0
                || key != bytes32(0);
        }
        if (senseless) revert Senseless();
    }

    function _put(bytes32 id, address account, uint32 roles, bytes32 key) private {
        if (id == bytes32(0) || account == address(0) || key == bytes32(0)) revert Senseless();
        bytes32 taken = ids[account];
        if (taken != bytes32(0) && taken != id) revert AccountTaken(account, taken);
        Member storage found = members[id];
        if (found.roles & GOVERNS != 0) --governing;
        if (roles & GOVERNS != 0) ++governing;
        if (governing == 0) revert NobodyLeft();
        if (found.account != account) {
            delete ids[found.account];
            ids[account] = id;
        }
        members[id] = Member({account: account, roles: roles, key: key});
        emit MemberPut(id, account, roles, key);
    }

    function _remove(bytes32 id) private {
        Member storage found = members[id];
        address account = found.account;
        if (found.roles & GOVERNS != 0) --governing;
        if (governing == 0) revert NobodyLeft();
        delete ids[account];
        delete members[id];
        emit MemberRemoved(id, account);
    }
}
