// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInstitutions} from "IInstitutions.sol";

/// @title Who looked: roots over batches of accesses, and a flag for every access without a grant
/// @notice An institution records its accesses in numbered batches, each as the RFC 9162 root over salted
/// commitments. An access under break-glass is flagged at once, under a tag that only the holder of the patient's
/// watch key can recognise: HMAC of a counter. To everybody else, two flags of one patient are two numbers.
/// @dev Numbers have no gaps: a batch that was left out is seen by everybody. Nothing can be changed or removed.
contract AccessRegistry {
    struct Batch {
        bytes32 root;
        uint32 count;
        uint64 blockNumber;
        uint64 time;
    }

    struct Flag {
        bytes32 entry;
        uint64 blockNumber;
        uint64 time;
    }

    /// @notice The most flags that one transaction may carry.
    uint256 public constant MAX_FLAGS = 32;

    bytes32 private constant NAME = "AccessRegistry";
    uint32 private constant ACCESSES = 4;

    /// @notice A batch of accesses was recorded.
    /// @param institution its number in InstitutionRegistry
    /// @param number of the batch, from 1, without gaps
    /// @param root RFC 9162 root over the accesses' commitments
    /// @param count how many accesses
    event AccessesRecorded(bytes32 indexed institution, uint64 indexed number, bytes32 root, uint32 count);

    /// @notice A record was opened without a grant.
    /// @param institution its number in InstitutionRegistry
    /// @param tag recognised by the patient's watcher
    /// @param entry commitment to the journal's entry
    event BreakGlass(bytes32 indexed institution, bytes32 indexed tag, bytes32 entry);

    /// @notice The sender may not record accesses.
    error NotAllowed(address sender);

    /// @notice Another registry of accesses counts in this network; zero: none.
    error NotCurrent(address current);

    /// @notice Exactly this is recorded already; there is nothing to do.
    error AlreadyRecorded();

    /// @notice Something else is recorded under this number or tag: there are two histories.
    error Equivocation(bytes32 recorded, bytes32 offered);

    /// @notice A batch was left out.
    error NotNext(uint64 next, uint64 offered);

    /// @notice A part that must say something is zero, or there are too many or unpaired parts.
    error Senseless();

    /// @notice Who is a member.
    IInstitutions public immutable INSTITUTIONS;

    mapping(bytes32 institution => uint64 number) private latestNumbers;
    mapping(bytes32 institution => mapping(uint64 number => Batch)) private batches;
    mapping(bytes32 institution => mapping(bytes32 tag => Flag)) private flags;

    /// @notice Binds the contract to its network.
    /// @param institutions the registry of institutions
    constructor(IInstitutions institutions) {
        if (address(institutions) == address(0)) revert Senseless();
        INSTITUTIONS = institutions;
    }

    /// @notice Records the next batch of the sender's accesses.
    /// @param number one more than the last one's
    /// @param root RFC 9162 root over the accesses' commitments
    /// @param count how many accesses
    function record(uint64 number, bytes32 root, uint32 count) external {
        bytes32 institution = _institution();
        if (root == bytes32(0) || count == 0 || number == 0) revert Senseless();
        Batch storage known = batches[institution][number];
        if (known.root == root && known.count == count) revert AlreadyRecorded();
        if (known.root != bytes32(0)) revert Equivocation(known.root, root);
        uint64 next = latestNumbers[institution] + 1;
        if (number != next) revert NotNext(next, number);

        latestNumbers[institution] = number;
        batches[institution][number] =
            Batch({root: root, count: count, blockNumber: uint64(block.number), time: uint64(block.timestamp)});
        emit AccessesRecorded(institution, number, root, count);
    }

    /// @notice Flags accesses without a grant. Those that are flagged already are passed over.
    /// @param tags for the patients' watchers
    /// @param entries commitments to the journal's entries, in the same order
    function flag(bytes32[] calldata tags, bytes32[] calldata entries) external {
        bytes32 institution = _institution();
        uint256 count = tags.length;
        if (count == 0 || count > MAX_FLAGS || count != entries.length) revert Senseless();
        uint256 added = 0;
        for (uint256 i = 0; i < count; ++i) {
            if (tags[i] == bytes32(0) || entries[i] == bytes32(0)) revert Senseless();
            Flag storage known = flags[institution][tags[i]];
            if (known.entry == entries[i]) continue;
            if (known.entry != bytes32(0)) revert Equivocation(known.entry, entries[i]);
            flags[institution][tags[i]] =
                Flag({entry: entries[i], blockNumber: uint64(block.number), time: uint64(block.timestamp)});
            ++added;
            emit BreakGlass(institution, tags[i], entries[i]);
        }
        if (added == 0) revert AlreadyRecorded();
    }

    /// @notice One batch.
    /// @param institution its number in InstitutionRegistry
    /// @param number of the batch, from 1
    /// @return root zero if there is none of this number
    /// @return count how many accesses
    /// @return blockNumber in which it was recorded
    /// @return time of that block, in seconds since 1970
    function batchAt(bytes32 institution, uint64 number)
        external
        view
        returns (bytes32 root, uint32 count, uint64 blockNumber, uint64 time)
    {
        Batch storage found = batches[institution][number];
        return (found.root, found.count, found.blockNumber, found.time);
    }

    /// @notice The number of an institution's newest batch; zero if there is none.
    /// @param institution its number in InstitutionRegistry
    /// @return number zero if there is none
    function latest(bytes32 institution) external view returns (uint64 number) {
        return latestNumbers[institution];
    }

    /// @notice One flag.
    /// @param institution its number in InstitutionRegistry
    /// @param tag recognised by the patient's watcher
    /// @return entry zero if nothing is flagged under this tag
    /// @return blockNumber in which it was flagged
    /// @return time of that block, in seconds since 1970
    function flagAt(bytes32 institution, bytes32 tag)
        external
        view
        returns (bytes32 entry, uint64 blockNumber, uint64 time)
    {
        Flag storage found = flags[institution][tag];
        return (found.entry, found.blockNumber, found.time);
    }

    function _institution() private view returns (bytes32 institution) {
        address current = INSTITUTIONS.contractAt(NAME);
        if (current != address(this)) revert NotCurrent(current);
        institution = INSTITUTIONS.actingFor(msg.sender, ACCESSES);
        if (institution == bytes32(0)) revert NotAllowed(msg.sender);
    }
}
