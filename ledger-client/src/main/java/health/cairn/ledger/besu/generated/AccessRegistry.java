package health.cairn.ledger.besu.generated;

import io.reactivex.Flowable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import javax.annotation.processing.Generated;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.RemoteCall;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.BaseEventResponse;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tuples.generated.Tuple3;
import org.web3j.tuples.generated.Tuple4;
import org.web3j.tx.Contract;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.ContractGasProvider;

/**
 * <p>Auto generated code.
 * <p><strong>Do not modify!</strong>
 * <p>Please use the <a href="https://docs.web3j.io/command_line.html">web3j command line tools</a>,
 * or the org.web3j.codegen.SolidityFunctionWrapperGenerator in the 
 * <a href="https://github.com/LFDT-web3j/web3j/tree/main/codegen">codegen module</a> to update.
 *
 * <p>Generated with web3j version 5.0.2.
 */
@SuppressWarnings("rawtypes")
@Generated("org.web3j.codegen.SolidityFunctionWrapperGenerator")
public class AccessRegistry extends Contract {
    public static final String BINARY = "0x60a060405234801561001057600080fd5b50604051610ccc380380610ccc83398101604081905261002f91610067565b6001600160a01b0381166100565760405163b6d374a160e01b815260040160405180910390fd5b6001600160a01b0316608052610097565b60006020828403121561007957600080fd5b81516001600160a01b038116811461009057600080fd5b9392505050565b608051610c0c6100c0600039600081816102050152818161082b015261091c0152610c0c6000f3fe608060405234801561001057600080fd5b506004361061007d5760003560e01c8063696ed2a71161005b578063696ed2a71461014957806379feb107146101bd578063b37d410a14610200578063d8e4df541461023f57600080fd5b80631ab46c521461008257806320c4fd311461011e57806340e82c1f14610134575b600080fd5b6100e46100903660046109eb565b600091825260016020818152604080852067ffffffffffffffff94851686529091529092208054920154919263ffffffff83169264010000000081048316926c010000000000000000000000009091041690565b6040805194855263ffffffff909316602085015267ffffffffffffffff918216928401929092521660608201526080015b60405180910390f35b610126602081565b604051908152602001610115565b610147610142366004610a63565b610252565b005b610197610157366004610ad4565b600091825260026020908152604080842092845291905290208054600190910154909167ffffffffffffffff808316926801000000000000000090041690565b6040805193845267ffffffffffffffff9283166020850152911690820152606001610115565b6101e76101cb366004610af6565b60009081526020819052604090205467ffffffffffffffff1690565b60405167ffffffffffffffff9091168152602001610115565b6102277f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b039091168152602001610115565b61014761024d366004610b0f565b61053e565b600061025c6107d0565b90508380158061026c5750602081115b806102775750808314155b156102955760405163b6d374a160e01b815260040160405180910390fd5b6000805b828110156105135760008888838181106102b5576102b5610b58565b9050602002013514806102e0575060008686838181106102d7576102d7610b58565b90506020020135145b156102fe5760405163b6d374a160e01b815260040160405180910390fd5b6000848152600260205260408120818a8a8581811061031f5761031f610b58565b905060200201358152602001908152602001600020905086868381811061034857610348610b58565b9050602002013581600001540361035f575061050b565b8054156103ae57805487878481811061037a5761037a610b58565b90506020020135604051633c360d8960e21b81526004016103a5929190918252602082015260400190565b60405180910390fd5b60405180606001604052808888858181106103cb576103cb610b58565b9050602002013581526020014367ffffffffffffffff1681526020014267ffffffffffffffff168152506002600087815260200190815260200160002060008b8b8681811061041c5761041c610b58565b60209081029290920135835250818101929092526040908101600020835181559183015160019092018054939091015167ffffffffffffffff90811668010000000000000000027fffffffffffffffffffffffffffffffff0000000000000000000000000000000090941692169190911791909117905561049c83610b84565b92508888838181106104b0576104b0610b58565b90506020020135857f4feaf20ad6e9fa75a262277f0be19dde4569072d296126108e92f1169be5a5248989868181106104eb576104eb610b58565b9050602002013560405161050191815260200190565b60405180910390a3505b600101610299565b50806000036105355760405163081da57f60e11b815260040160405180910390fd5b50505050505050565b60006105486107d0565b905082158061055b575063ffffffff8216155b8061056e575067ffffffffffffffff8416155b1561058c5760405163b6d374a160e01b815260040160405180910390fd5b600081815260016020908152604080832067ffffffffffffffff8816845290915290208054841480156105cb5750600181015463ffffffff8481169116145b156105e95760405163081da57f60e11b815260040160405180910390fd5b805415610616578054604051633c360d8960e21b81526004810191909152602481018590526044016103a5565b60008281526020819052604081205461063a9067ffffffffffffffff166001610b9d565b90508067ffffffffffffffff168667ffffffffffffffff161461069d576040517ff8d0538e00000000000000000000000000000000000000000000000000000000815267ffffffffffffffff8083166004830152871660248201526044016103a5565b600083815260208181526040808320805467ffffffffffffffff808c1667ffffffffffffffff19909216821790925582516080810184528a815263ffffffff808b16828701908152438516838701908152428616606085019081528c8a526001808a52888b20878c52909952988790209351845590519290960180549651975185166c01000000000000000000000000027fffffffffffffffffffffffff0000000000000000ffffffffffffffffffffffff98909516640100000000026bffffffffffffffffffffffff1990971692909116919091179490941794909416179091555184907f507eb5385231eda6b85802691bbd2af1ca60c0741ce092f98bd386359be6b6b9906107c0908990899091825263ffffffff16602082015260400190565b60405180910390a3505050505050565b6040517fb79de32e0000000000000000000000000000000000000000000000000000000081527f4163636573735265676973747279000000000000000000000000000000000000600482015260009081906001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169063b79de32e90602401602060405180830381865afa158015610872573d6000803e3d6000fd5b505050506040513d601f19601f820116820180604052508101906108969190610bc3565b90506001600160a01b03811630146108e5576040517fc76850f70000000000000000000000000000000000000000000000000000000081526001600160a01b03821660048201526024016103a5565b6040517f0f6b12600000000000000000000000000000000000000000000000000000000081523360048083019190915260248201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690630f6b126090604401602060405180830381865afa15801561096b573d6000803e3d6000fd5b505050506040513d601f19601f8201168201806040525081019061098f9190610bf3565b9150816109ca576040517ffa5cd00f0000000000000000000000000000000000000000000000000000000081523360048201526024016103a5565b5090565b803567ffffffffffffffff811681146109e657600080fd5b919050565b600080604083850312156109fe57600080fd5b82359150610a0e602084016109ce565b90509250929050565b60008083601f840112610a2957600080fd5b50813567ffffffffffffffff811115610a4157600080fd5b6020830191508360208260051b8501011115610a5c57600080fd5b9250929050565b60008060008060408587031215610a7957600080fd5b843567ffffffffffffffff811115610a9057600080fd5b610a9c87828801610a17565b909550935050602085013567ffffffffffffffff811115610abc57600080fd5b610ac887828801610a17565b95989497509550505050565b60008060408385031215610ae757600080fd5b50508035926020909101359150565b600060208284031215610b0857600080fd5b5035919050565b600080600060608486031215610b2457600080fd5b610b2d846109ce565b925060208401359150604084013563ffffffff81168114610b4d57600080fd5b809150509250925092565b634e487b7160e01b600052603260045260246000fd5b634e487b7160e01b600052601160045260246000fd5b600060018201610b9657610b96610b6e565b5060010190565b67ffffffffffffffff8181168382160190811115610bbd57610bbd610b6e565b92915050565b600060208284031215610bd557600080fd5b81516001600160a01b0381168114610bec57600080fd5b9392505050565b600060208284031215610c0557600080fd5b505191905056";

    private static String librariesLinkedBinary;

    public static final String FUNC_INSTITUTIONS = "INSTITUTIONS";

    public static final String FUNC_MAX_FLAGS = "MAX_FLAGS";

    public static final String FUNC_BATCHAT = "batchAt";

    public static final String FUNC_FLAG = "flag";

    public static final String FUNC_FLAGAT = "flagAt";

    public static final String FUNC_LATEST = "latest";

    public static final String FUNC_RECORD = "record";

    public static final CustomError ALREADYRECORDED_ERROR = new CustomError("AlreadyRecorded", 
            Arrays.<TypeReference<?>>asList());
    ;

    public static final CustomError EQUIVOCATION_ERROR = new CustomError("Equivocation", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Bytes32>() {}, new TypeReference<Bytes32>() {}));
    ;

    public static final CustomError NOTALLOWED_ERROR = new CustomError("NotAllowed", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}));
    ;

    public static final CustomError NOTCURRENT_ERROR = new CustomError("NotCurrent", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}));
    ;

    public static final CustomError NOTNEXT_ERROR = new CustomError("NotNext", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Uint64>() {}, new TypeReference<Uint64>() {}));
    ;

    public static final CustomError SENSELESS_ERROR = new CustomError("Senseless", 
            Arrays.<TypeReference<?>>asList());
    ;

    public static final Event ACCESSESRECORDED_EVENT = new Event("AccessesRecorded", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Bytes32>(true) {}, new TypeReference<Uint64>(true) {}, new TypeReference<Bytes32>() {}, new TypeReference<Uint32>() {}));
    ;

    public static final Event BREAKGLASS_EVENT = new Event("BreakGlass", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Bytes32>(true) {}, new TypeReference<Bytes32>(true) {}, new TypeReference<Bytes32>() {}));
    ;

    @Deprecated
    protected AccessRegistry(String contractAddress, Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit) {
        super(BINARY, contractAddress, web3j, credentials, gasPrice, gasLimit);
    }

    protected AccessRegistry(String contractAddress, Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider) {
        super(BINARY, contractAddress, web3j, credentials, contractGasProvider);
    }

    @Deprecated
    protected AccessRegistry(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, BigInteger gasPrice, BigInteger gasLimit) {
        super(BINARY, contractAddress, web3j, transactionManager, gasPrice, gasLimit);
    }

    protected AccessRegistry(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, ContractGasProvider contractGasProvider) {
        super(BINARY, contractAddress, web3j, transactionManager, contractGasProvider);
    }

    public static List<AccessesRecordedEventResponse> getAccessesRecordedEvents(
            TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(ACCESSESRECORDED_EVENT, transactionReceipt);
        ArrayList<AccessesRecordedEventResponse> responses = new ArrayList<AccessesRecordedEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            AccessesRecordedEventResponse typedResponse = new AccessesRecordedEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.institution = (byte[]) eventValues.getIndexedValues().get(0).getValue();
            typedResponse.number = (BigInteger) eventValues.getIndexedValues().get(1).getValue();
            typedResponse.root = (byte[]) eventValues.getNonIndexedValues().get(0).getValue();
            typedResponse.count = (BigInteger) eventValues.getNonIndexedValues().get(1).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static AccessesRecordedEventResponse getAccessesRecordedEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(ACCESSESRECORDED_EVENT, log);
        AccessesRecordedEventResponse typedResponse = new AccessesRecordedEventResponse();
        typedResponse.log = log;
        typedResponse.institution = (byte[]) eventValues.getIndexedValues().get(0).getValue();
        typedResponse.number = (BigInteger) eventValues.getIndexedValues().get(1).getValue();
        typedResponse.root = (byte[]) eventValues.getNonIndexedValues().get(0).getValue();
        typedResponse.count = (BigInteger) eventValues.getNonIndexedValues().get(1).getValue();
        return typedResponse;
    }

    public Flowable<AccessesRecordedEventResponse> accessesRecordedEventFlowable(EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getAccessesRecordedEventFromLog(log));
    }

    public Flowable<AccessesRecordedEventResponse> accessesRecordedEventFlowable(
            DefaultBlockParameter startBlock, DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(ACCESSESRECORDED_EVENT));
        return accessesRecordedEventFlowable(filter);
    }

    public static List<BreakGlassEventResponse> getBreakGlassEvents(
            TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(BREAKGLASS_EVENT, transactionReceipt);
        ArrayList<BreakGlassEventResponse> responses = new ArrayList<BreakGlassEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            BreakGlassEventResponse typedResponse = new BreakGlassEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.institution = (byte[]) eventValues.getIndexedValues().get(0).getValue();
            typedResponse.tag = (byte[]) eventValues.getIndexedValues().get(1).getValue();
            typedResponse.entry = (byte[]) eventValues.getNonIndexedValues().get(0).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static BreakGlassEventResponse getBreakGlassEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(BREAKGLASS_EVENT, log);
        BreakGlassEventResponse typedResponse = new BreakGlassEventResponse();
        typedResponse.log = log;
        typedResponse.institution = (byte[]) eventValues.getIndexedValues().get(0).getValue();
        typedResponse.tag = (byte[]) eventValues.getIndexedValues().get(1).getValue();
        typedResponse.entry = (byte[]) eventValues.getNonIndexedValues().get(0).getValue();
        return typedResponse;
    }

    public Flowable<BreakGlassEventResponse> breakGlassEventFlowable(EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getBreakGlassEventFromLog(log));
    }

    public Flowable<BreakGlassEventResponse> breakGlassEventFlowable(
            DefaultBlockParameter startBlock, DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(BREAKGLASS_EVENT));
        return breakGlassEventFlowable(filter);
    }

    public RemoteFunctionCall<String> INSTITUTIONS() {
        final Function function = new Function(FUNC_INSTITUTIONS, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}));
        return executeRemoteCallSingleValueReturn(function, String.class);
    }

    public RemoteFunctionCall<BigInteger> MAX_FLAGS() {
        final Function function = new Function(FUNC_MAX_FLAGS, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint256>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    public RemoteFunctionCall<Tuple4<byte[], BigInteger, BigInteger, BigInteger>> batchAt(
            byte[] institution, BigInteger number) {
        final Function function = new Function(FUNC_BATCHAT, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.generated.Bytes32(institution), 
                new org.web3j.abi.datatypes.generated.Uint64(number)), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Bytes32>() {}, new TypeReference<Uint32>() {}, new TypeReference<Uint64>() {}, new TypeReference<Uint64>() {}));
        return new RemoteFunctionCall<Tuple4<byte[], BigInteger, BigInteger, BigInteger>>(function,
                new Callable<Tuple4<byte[], BigInteger, BigInteger, BigInteger>>() {
                    @Override
                    public Tuple4<byte[], BigInteger, BigInteger, BigInteger> call() throws
                            Exception {
                        List<Type> results = executeCallMultipleValueReturn(function);
                        return new Tuple4<byte[], BigInteger, BigInteger, BigInteger>(
                                (byte[]) results.get(0).getValue(), 
                                (BigInteger) results.get(1).getValue(), 
                                (BigInteger) results.get(2).getValue(), 
                                (BigInteger) results.get(3).getValue());
                    }
                });
    }

    public RemoteFunctionCall<TransactionReceipt> flag(List<byte[]> tags, List<byte[]> entries) {
        final Function function = new Function(
                FUNC_FLAG, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.generated.Bytes32>(
                        org.web3j.abi.datatypes.generated.Bytes32.class,
                        org.web3j.abi.Utils.typeMap(tags, org.web3j.abi.datatypes.generated.Bytes32.class)), 
                new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.generated.Bytes32>(
                        org.web3j.abi.datatypes.generated.Bytes32.class,
                        org.web3j.abi.Utils.typeMap(entries, org.web3j.abi.datatypes.generated.Bytes32.class))), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    public RemoteFunctionCall<Tuple3<byte[], BigInteger, BigInteger>> flagAt(byte[] institution,
            byte[] tag) {
        final Function function = new Function(FUNC_FLAGAT, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.generated.Bytes32(institution), 
                new org.web3j.abi.datatypes.generated.Bytes32(tag)), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Bytes32>() {}, new TypeReference<Uint64>() {}, new TypeReference<Uint64>() {}));
        return new RemoteFunctionCall<Tuple3<byte[], BigInteger, BigInteger>>(function,
                new Callable<Tuple3<byte[], BigInteger, BigInteger>>() {
                    @Override
                    public Tuple3<byte[], BigInteger, BigInteger> call() throws Exception {
                        List<Type> results = executeCallMultipleValueReturn(function);
                        return new Tuple3<byte[], BigInteger, BigInteger>(
                                (byte[]) results.get(0).getValue(), 
                                (BigInteger) results.get(1).getValue(), 
                                (BigInteger) results.get(2).getValue());
                    }
                });
    }

    public RemoteFunctionCall<BigInteger> latest(byte[] institution) {
        final Function function = new Function(FUNC_LATEST, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.generated.Bytes32(institution)), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint64>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    public RemoteFunctionCall<TransactionReceipt> record(BigInteger number, byte[] root,
            BigInteger count) {
        final Function function = new Function(
                FUNC_RECORD, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.generated.Uint64(number), 
                new org.web3j.abi.datatypes.generated.Bytes32(root), 
                new org.web3j.abi.datatypes.generated.Uint32(count)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    @Deprecated
    public static AccessRegistry load(String contractAddress, Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit) {
        return new AccessRegistry(contractAddress, web3j, credentials, gasPrice, gasLimit);
    }

    @Deprecated
    public static AccessRegistry load(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, BigInteger gasPrice, BigInteger gasLimit) {
        return new AccessRegistry(contractAddress, web3j, transactionManager, gasPrice, gasLimit);
    }

    public static AccessRegistry load(String contractAddress, Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider) {
        return new AccessRegistry(contractAddress, web3j, credentials, contractGasProvider);
    }

    public static AccessRegistry load(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, ContractGasProvider contractGasProvider) {
        return new AccessRegistry(contractAddress, web3j, transactionManager, contractGasProvider);
    }

    public static RemoteCall<AccessRegistry> deploy(Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider, String institutions) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, institutions)));
        return deployRemoteCall(AccessRegistry.class, web3j, credentials, contractGasProvider, getDeploymentBinary(), encodedConstructor);
    }

    public static RemoteCall<AccessRegistry> deploy(Web3j web3j,
            TransactionManager transactionManager, ContractGasProvider contractGasProvider,
            String institutions) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, institutions)));
        return deployRemoteCall(AccessRegistry.class, web3j, transactionManager, contractGasProvider, getDeploymentBinary(), encodedConstructor);
    }

    @Deprecated
    public static RemoteCall<AccessRegistry> deploy(Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit, String institutions) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, institutions)));
        return deployRemoteCall(AccessRegistry.class, web3j, credentials, gasPrice, gasLimit, getDeploymentBinary(), encodedConstructor);
    }

    @Deprecated
    public static RemoteCall<AccessRegistry> deploy(Web3j web3j,
            TransactionManager transactionManager, BigInteger gasPrice, BigInteger gasLimit,
            String institutions) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, institutions)));
        return deployRemoteCall(AccessRegistry.class, web3j, transactionManager, gasPrice, gasLimit, getDeploymentBinary(), encodedConstructor);
    }

    public static void linkLibraries(List<Contract.LinkReference> references) {
        librariesLinkedBinary = linkBinaryWithReferences(BINARY, references);
    }

    private static String getDeploymentBinary() {
        if (librariesLinkedBinary != null) {
            return librariesLinkedBinary;
        } else {
            return BINARY;
        }
    }

    public static class AccessesRecordedEventResponse extends BaseEventResponse {
        public byte[] institution;

        public BigInteger number;

        public byte[] root;

        public BigInteger count;
    }

    public static class BreakGlassEventResponse extends BaseEventResponse {
        public byte[] institution;

        public byte[] tag;

        public byte[] entry;
    }
}
