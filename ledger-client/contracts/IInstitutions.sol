// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Institutions
/// @notice What the other contracts ask the registry of institutions.
interface IInstitutions {
    /// @notice The institution that an account acts for; zero when it is no member's or lacks one of the roles.
    /// @param account the sender of a transaction
    /// @param roles all of which it must have
    /// @return id the institution's number, or zero
    function actingFor(address account, uint32 roles) external view returns (bytes32 id);

    /// @notice One member; `account` is zero when there is no such member.
    /// @param id the institution's number
    /// @return account sends its transactions
    /// @return roles sum of the role constants
    /// @return key SHA-256 of the key its journal is signed with
    function member(bytes32 id) external view returns (address account, uint32 roles, bytes32 key);

    /// @notice Where a contract of the network is; zero when none is listed.
    /// @param name what the contract is for
    /// @return location the contract's address
    function contractAt(bytes32 name) external view returns (address location);
}
