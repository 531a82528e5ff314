// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Checkpoints of institutions' journals
/// @notice Keeps, for every institution and every one of its journals, which root was published for
/// which number of entries, and since when. Nothing here can be changed or removed. No entry, no name
/// and no patient appears: a journal is known by the SHA-256 of its origin, an institution by its account.
/// @dev There is no owner, no pause and no proxy. Who may send transactions is for the network to say. All rules hold for
/// one account: an institution that was given another by vote can anchor a second root for one size from there.
contract CheckpointRegistry {
    /// @dev Where and when a root was anchored. A root that is zero means: nothing anchored.
    struct Anchor {
        bytes32 root;
        uint64 blockNumber;
        uint64 time;
    }

    /// @notice A journal was anchored.
    /// @param institution the sender
    /// @param journal SHA-256 of the journal's origin
    /// @param size number of entries
    /// @param root RFC 9162 root over these entries
    event CheckpointAnchored(
        address indexed institution, bytes32 indexed journal, uint64 indexed size, bytes32 root
    );

    /// @notice A checkpoint over no entries, or without a root, says nothing.
    error EmptyCheckpoint();

    /// @notice Exactly this checkpoint is anchored already; there is nothing to do.
    error AlreadyAnchored(uint64 size, bytes32 root);

    /// @notice Another root is anchored for this size: the journal has two histories.
    error Equivocation(uint64 size, bytes32 anchored, bytes32 offered);

    /// @notice A larger checkpoint is anchored already, and this size was left out.
    error SizeNotGrowing(uint64 latest, uint64 offered);

    mapping(address institution => mapping(bytes32 journal => mapping(uint64 size => Anchor))) private anchors;
    mapping(address institution => mapping(bytes32 journal => uint64 size)) private latestSizes;

    /// @notice Anchors a checkpoint of one of the sender's journals.
    /// @param journal SHA-256 of the journal's origin
    /// @param size number of entries, larger than at the last time
    /// @param root RFC 9162 root over these entries
    function anchor(bytes32 journal, uint64 size, bytes32 root) external {
        if (size == 0 || root == bytes32(0)) revert EmptyCheckpoint();
        bytes32 anchored = anchors[msg.sender][journal][size].root;
        if (anchored == root) revert AlreadyAnchored(size, root);
        if (anchored != bytes32(0)) revert Equivocation(size, anchored, root);
        uint64 latestSize = latestSizes[msg.sender][journal];
        if (size < latestSize) revert SizeNotGrowing(latestSize, size);

        anchors[msg.sender][journal][size] =
            Anchor({root: root, blockNumber: uint64(block.number), time: uint64(block.timestamp)});
        latestSizes[msg.sender][journal] = size;
        emit CheckpointAnchored(msg.sender, journal, size, root);
    }

    /// @notice Reads one checkpoint back.
    /// @param institution the account it anchors from
    /// @param journal SHA-256 of the journal's origin
    /// @param size number of entries
    /// @return root zero if none of this size is anchored
    /// @return blockNumber in which it was anchored
    /// @return time of that block, in seconds since 1970
    function checkpointAt(address institution, bytes32 journal, uint64 size)
        external
        view
        returns (bytes32 root, uint64 blockNumber, uint64 time)
    {
        Anchor storage found = anchors[institution][journal][size];
        return (found.root, found.blockNumber, found.time);
    }

    /// @notice The largest checkpoint of a journal.
    /// @param institution the account it anchors from
    /// @param journal SHA-256 of the journal's origin
    /// @return size zero if none is anchored
    /// @return root over these entries
    function latest(address institution, bytes32 journal) external view returns (uint64 size, bytes32 root) {
        size = latestSizes[institution][journal];
        root = anchors[institution][journal][size].root;
    }
}
