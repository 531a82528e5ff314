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
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
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
import org.web3j.tuples.generated.Tuple2;
import org.web3j.tuples.generated.Tuple3;
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
public class CheckpointRegistry extends Contract {
    public static final String BINARY = "0x6080604052348015600f57600080fd5b506104ef8061001f6000396000f3fe608060405234801561001057600080fd5b50600436106100415760003560e01c8063567d2c311461004657806368205bc3146100e257806370c127c61461016f575b600080fd5b6100b7610054366004610453565b73ffffffffffffffffffffffffffffffffffffffff9290921660009081526020818152604080832093835292815282822067ffffffffffffffff948516835290522080546001909101549092818316926801000000000000000090920490911690565b6040805193845267ffffffffffffffff92831660208501529116908201526060015b60405180910390f35b61014f6100f036600461048f565b73ffffffffffffffffffffffffffffffffffffffff909116600081815260016020908152604080832085845282528083205493835282825280832094835293815283822067ffffffffffffffff90931680835292905291909120549091565b6040805167ffffffffffffffff90931683526020830191909152016100d9565b61018261017d3660046104b9565b610184565b005b67ffffffffffffffff82161580610199575080155b156101d0576040517fe8fd789100000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b33600090815260208181526040808320868452825280832067ffffffffffffffff8616845290915290205481810361024c576040517f41a7955300000000000000000000000000000000000000000000000000000000815267ffffffffffffffff84166004820152602481018390526044015b60405180910390fd5b801561029e576040517ff49a68c000000000000000000000000000000000000000000000000000000000815267ffffffffffffffff841660048201526024810182905260448101839052606401610243565b33600090815260016020908152604080832087845290915290205467ffffffffffffffff908116908416811115610315576040517fcfd88f7d00000000000000000000000000000000000000000000000000000000815267ffffffffffffffff808316600483015285166024820152604401610243565b6040805160608101825284815267ffffffffffffffff43811660208084019182524283168486019081523360008181528084528781208d825284528781208c8716808352908552888220975188559451600197880180549451881668010000000000000000027fffffffffffffffffffffffffffffffff000000000000000000000000000000009095169190971617929092179094558381529381528484208a8552905291839020805467ffffffffffffffff1916831790559151909187917f7bba49d6c9ea3fb41d8ca47ca6e0615cb4fc6f41498ce707c42ed0a213090c41906104039088815260200190565b60405180910390a45050505050565b803573ffffffffffffffffffffffffffffffffffffffff8116811461043657600080fd5b919050565b803567ffffffffffffffff8116811461043657600080fd5b60008060006060848603121561046857600080fd5b61047184610412565b9250602084013591506104866040850161043b565b90509250925092565b600080604083850312156104a257600080fd5b6104ab83610412565b946020939093013593505050565b6000806000606084860312156104ce57600080fd5b833592506104de6020850161043b565b92959294505050604091909101359056";

    private static String librariesLinkedBinary;

    public static final String FUNC_ANCHOR = "anchor";

    public static final String FUNC_CHECKPOINTAT = "checkpointAt";

    public static final String FUNC_LATEST = "latest";

    public static final CustomError ALREADYANCHORED_ERROR = new CustomError("AlreadyAnchored", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Uint64>() {}, new TypeReference<Bytes32>() {}));
    ;

    public static final CustomError EMPTYCHECKPOINT_ERROR = new CustomError("EmptyCheckpoint", 
            Arrays.<TypeReference<?>>asList());
    ;

    public static final CustomError EQUIVOCATION_ERROR = new CustomError("Equivocation", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Uint64>() {}, new TypeReference<Bytes32>() {}, new TypeReference<Bytes32>() {}));
    ;

    public static final CustomError SIZENOTGROWING_ERROR = new CustomError("SizeNotGrowing", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Uint64>() {}, new TypeReference<Uint64>() {}));
    ;

    public static final Event CHECKPOINTANCHORED_EVENT = new Event("CheckpointAnchored", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>(true) {}, new TypeReference<Bytes32>(true) {}, new TypeReference<Uint64>(true) {}, new TypeReference<Bytes32>() {}));
    ;

    @Deprecated
    protected CheckpointRegistry(String contractAddress, Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit) {
        super(BINARY, contractAddress, web3j, credentials, gasPrice, gasLimit);
    }

    protected CheckpointRegistry(String contractAddress, Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider) {
        super(BINARY, contractAddress, web3j, credentials, contractGasProvider);
    }

    @Deprecated
    protected CheckpointRegistry(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, BigInteger gasPrice, BigInteger gasLimit) {
        super(BINARY, contractAddress, web3j, transactionManager, gasPrice, gasLimit);
    }

    protected CheckpointRegistry(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, ContractGasProvider contractGasProvider) {
        super(BINARY, contractAddress, web3j, transactionManager, contractGasProvider);
    }

    public static List<CheckpointAnchoredEventResponse> getCheckpointAnchoredEvents(
            TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(CHECKPOINTANCHORED_EVENT, transactionReceipt);
        ArrayList<CheckpointAnchoredEventResponse> responses = new ArrayList<CheckpointAnchoredEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            CheckpointAnchoredEventResponse typedResponse = new CheckpointAnchoredEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.institution = (String) eventValues.getIndexedValues().get(0).getValue();
            typedResponse.journal = (byte[]) eventValues.getIndexedValues().get(1).getValue();
            typedResponse.size = (BigInteger) eventValues.getIndexedValues().get(2).getValue();
            typedResponse.root = (byte[]) eventValues.getNonIndexedValues().get(0).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static CheckpointAnchoredEventResponse getCheckpointAnchoredEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(CHECKPOINTANCHORED_EVENT, log);
        CheckpointAnchoredEventResponse typedResponse = new CheckpointAnchoredEventResponse();
        typedResponse.log = log;
        typedResponse.institution = (String) eventValues.getIndexedValues().get(0).getValue();
        typedResponse.journal = (byte[]) eventValues.getIndexedValues().get(1).getValue();
        typedResponse.size = (BigInteger) eventValues.getIndexedValues().get(2).getValue();
        typedResponse.root = (byte[]) eventValues.getNonIndexedValues().get(0).getValue();
        return typedResponse;
    }

    public Flowable<CheckpointAnchoredEventResponse> checkpointAnchoredEventFlowable(
            EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getCheckpointAnchoredEventFromLog(log));
    }

    public Flowable<CheckpointAnchoredEventResponse> checkpointAnchoredEventFlowable(
            DefaultBlockParameter startBlock, DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(CHECKPOINTANCHORED_EVENT));
        return checkpointAnchoredEventFlowable(filter);
    }

    public RemoteFunctionCall<TransactionReceipt> anchor(byte[] journal, BigInteger size,
            byte[] root) {
        final Function function = new Function(
                FUNC_ANCHOR, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.generated.Bytes32(journal), 
                new org.web3j.abi.datatypes.generated.Uint64(size), 
                new org.web3j.abi.datatypes.generated.Bytes32(root)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    public RemoteFunctionCall<Tuple3<byte[], BigInteger, BigInteger>> checkpointAt(
            String institution, byte[] journal, BigInteger size) {
        final Function function = new Function(FUNC_CHECKPOINTAT, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, institution), 
                new org.web3j.abi.datatypes.generated.Bytes32(journal), 
                new org.web3j.abi.datatypes.generated.Uint64(size)), 
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

    public RemoteFunctionCall<Tuple2<BigInteger, byte[]>> latest(String institution,
            byte[] journal) {
        final Function function = new Function(FUNC_LATEST, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, institution), 
                new org.web3j.abi.datatypes.generated.Bytes32(journal)), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint64>() {}, new TypeReference<Bytes32>() {}));
        return new RemoteFunctionCall<Tuple2<BigInteger, byte[]>>(function,
                new Callable<Tuple2<BigInteger, byte[]>>() {
                    @Override
                    public Tuple2<BigInteger, byte[]> call() throws Exception {
                        List<Type> results = executeCallMultipleValueReturn(function);
                        return new Tuple2<BigInteger, byte[]>(
                                (BigInteger) results.get(0).getValue(), 
                                (byte[]) results.get(1).getValue());
                    }
                });
    }

    @Deprecated
    public static CheckpointRegistry load(String contractAddress, Web3j web3j,
            Credentials credentials, BigInteger gasPrice, BigInteger gasLimit) {
        return new CheckpointRegistry(contractAddress, web3j, credentials, gasPrice, gasLimit);
    }

    @Deprecated
    public static CheckpointRegistry load(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, BigInteger gasPrice, BigInteger gasLimit) {
        return new CheckpointRegistry(contractAddress, web3j, transactionManager, gasPrice, gasLimit);
    }

    public static CheckpointRegistry load(String contractAddress, Web3j web3j,
            Credentials credentials, ContractGasProvider contractGasProvider) {
        return new CheckpointRegistry(contractAddress, web3j, credentials, contractGasProvider);
    }

    public static CheckpointRegistry load(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, ContractGasProvider contractGasProvider) {
        return new CheckpointRegistry(contractAddress, web3j, transactionManager, contractGasProvider);
    }

    public static RemoteCall<CheckpointRegistry> deploy(Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider) {
        return deployRemoteCall(CheckpointRegistry.class, web3j, credentials, contractGasProvider, getDeploymentBinary(), "");
    }

    @Deprecated
    public static RemoteCall<CheckpointRegistry> deploy(Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit) {
        return deployRemoteCall(CheckpointRegistry.class, web3j, credentials, gasPrice, gasLimit, getDeploymentBinary(), "");
    }

    public static RemoteCall<CheckpointRegistry> deploy(Web3j web3j,
            TransactionManager transactionManager, ContractGasProvider contractGasProvider) {
        return deployRemoteCall(CheckpointRegistry.class, web3j, transactionManager, contractGasProvider, getDeploymentBinary(), "");
    }

    @Deprecated
    public static RemoteCall<CheckpointRegistry> deploy(Web3j web3j,
            TransactionManager transactionManager, BigInteger gasPrice, BigInteger gasLimit) {
        return deployRemoteCall(CheckpointRegistry.class, web3j, transactionManager, gasPrice, gasLimit, getDeploymentBinary(), "");
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

    public static class CheckpointAnchoredEventResponse extends BaseEventResponse {
        public String institution;

        public byte[] journal;

        public BigInteger size;

        public byte[] root;
    }
}
