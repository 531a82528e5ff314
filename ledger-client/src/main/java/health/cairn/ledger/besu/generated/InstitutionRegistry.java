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
public class InstitutionRegistry extends Contract {
    public static final String BINARY = "0x608060405234801561001057600080fd5b5060405161157538038061157583398101604081905261002f9161047e565b825180158061003f575082518114155b8061004b575081518114155b156100695760405163b6d374a160e01b815260040160405180910390fd5b60005b8181101561013d5760006001600160a01b03166001600087848151811061009557610095610581565b6020908102919091018101518252810191909152604001600020546001600160a01b0316146100d75760405163b6d374a160e01b815260040160405180910390fd5b6101358582815181106100ec576100ec610581565b602002602001015185838151811061010657610106610581565b6020026020010151600f86858151811061012257610122610581565b602002602001015161014760201b60201c565b60010161006c565b50505050506105f2565b83158061015b57506001600160a01b038316155b80610164575080155b156101825760405163b6d374a160e01b815260040160405180910390fd5b6001600160a01b03831660009081526002602052604090205480158015906101aa5750848114155b156101de5760405163e8aab42760e01b81526001600160a01b03851660048201526024810182905260440160405180910390fd5b60008581526001602052604090208054600160a01b90046008161561023e576000805460089061021f9068010000000000000000900463ffffffff166105ad565b91906101000a81548163ffffffff021916908363ffffffff1602179055505b600884161561028857600080546008906102699068010000000000000000900463ffffffff166105cd565b91906101000a81548163ffffffff021916908363ffffffff1602179055505b6000805468010000000000000000900463ffffffff1690036102bd57604051632c83db8560e11b815260040160405180910390fd5b80546001600160a01b038681169116146102fa5780546001600160a01b039081166000908152600260205260408082208290559187168152208690555b604080516060810182526001600160a01b0387811680835263ffffffff88811660208086018281528688018b815260008f81526001808552908a9020985189549351909616600160a01b026001600160c01b03199093169590971694909417178655915194909301939093558351918252918101869052909188917fd3a35880058a1b364b2d537309e90d210a91c550679082e615988035ad62b414910160405180910390a3505050505050565b634e487b7160e01b600052604160045260246000fd5b604051601f8201601f191681016001600160401b03811182821017156103e6576103e66103a8565b604052919050565b60006001600160401b03821115610407576104076103a8565b5060051b60200190565b600082601f83011261042257600080fd5b8151610435610430826103ee565b6103be565b8082825260208201915060208360051b86010192508583111561045757600080fd5b602085015b8381101561047457805183526020928301920161045c565b5095945050505050565b60008060006060848603121561049357600080fd5b83516001600160401b038111156104a957600080fd5b6104b586828701610411565b602086015190945090506001600160401b038111156104d357600080fd5b8401601f810186136104e457600080fd5b80516104f2610430826103ee565b8082825260208201915060208360051b85010192508883111561051457600080fd5b6020840193505b8284101561054b5783516001600160a01b038116811461053a57600080fd5b82526020938401939091019061051b565b6040880151909550925050506001600160401b0381111561056b57600080fd5b61057786828701610411565b9150509250925092565b634e487b7160e01b600052603260045260246000fd5b634e487b7160e01b600052601160045260246000fd5b600063ffffffff8216806105c3576105c3610597565b6000190192915050565b600063ffffffff821663ffffffff81036105e9576105e9610597565b60010192915050565b610f74806106016000396000f3fe608060405234801561001057600080fd5b50600436106100df5760003560e01c806351d279ea1161008c578063922133e311610066578063922133e31461020d578063b73abebf1461022d578063b79de32e14610235578063ce2c72291461024857600080fd5b806351d279ea146101a65780636ff968c3146101ae578063900cf0cf146101e057600080fd5b806344e010dc116100bd57806344e010dc1461016a578063489cdb931461018757806350638a7b1461019e57600080fd5b80630f6b1260146100e4578063126d66fd1461010a57806332c130d614610147575b600080fd5b6100f76100f2366004610d62565b61025b565b6040519081526020015b60405180910390f35b61011d610118366004610d95565b6102cf565b604080516001600160a01b03909416845263ffffffff909216602084015290820152606001610101565b61015a610155366004610dae565b610334565b6040519015158152602001610101565b610172600881565b60405163ffffffff9091168152602001610101565b60005461017290600160401b900463ffffffff1681565b610172600481565b610172600181565b6000546101c890600160601b90046001600160a01b031681565b6040516001600160a01b039091168152602001610101565b6000546101f49067ffffffffffffffff1681565b60405167ffffffffffffffff9091168152602001610101565b6100f761021b366004610d95565b60009081526004602052604090205490565b610172600281565b6101c8610243366004610d95565b610730565b6100f7610256366004610dae565b61076c565b60008054600160601b90046001600160a01b03161561027c575060006102c9565b6001600160a01b03831660009081526002602090815260408083205480845260019092529091205463ffffffff808516600160a01b909204851616146102c35760006102c5565b805b9150505b92915050565b6000805481908190600160601b90046001600160a01b0316156102fa5750600091508190508061032d565b505050600081815260016020819052604090912080549101546001600160a01b03821691600160a01b900463ffffffff16905b9193909250565b60008054600160601b90046001600160a01b031615610399576000546040517f13607bf9000000000000000000000000000000000000000000000000000000008152600160601b9091046001600160a01b031660048201526024015b60405180910390fd5b3360009081526002602090815260408083205480845260019092528220549091600160a01b90910460081690036103fe576040517f0d358cc9000000000000000000000000000000000000000000000000000000008152336004820152602401610390565b60005467ffffffffffffffff89811691161461045e576000546040517fdde9104800000000000000000000000000000000000000000000000000000000815267ffffffffffffffff91821660048201529089166024820152604401610390565b61046b87878787876107ab565b600061047b89898989898961076c565b600081815260056020908152604080832086845290915290205490915060ff16156104dc576040517f5df1f0fe0000000000000000000000000000000000000000000000000000000081526004810182905260248101839052604401610390565b60008181526005602090815260408083208584528252808320805460ff19166001179055838352600490915281208054829061051790610e41565b9182905550600080549192509061053d90600290600160401b900463ffffffff16610e5a565b610548906001610e7c565b905083837fa431d2de02981b8916c89ee7193c85599cfd086eff743142f0a45af3109eca928484604051610586929190918252602082015260400190565b60405180910390a3808210156105a3576000945050505050610726565b6000805481906105bc9067ffffffffffffffff16610e8f565b91906101000a81548167ffffffffffffffff021916908367ffffffffffffffff160217905550600060038111156105f5576105f5610ebc565b8a600381111561060757610607610ebc565b0361061d57610618898989896109b5565b61071d565b60018a600381111561063157610631610ebc565b0361063f5761061889610c1b565b60028a600381111561065357610653610ebc565b036106ca5760008981526003602052604080822080547fffffffffffffffffffffffff0000000000000000000000000000000000000000166001600160a01b038c16908117909155905190918b917f6a131a9d0e523933d73a75d56735a1d8d536e0932d91b7564be1d08f637e53979190a361071d565b600080546bffffffffffffffffffffffff16600160601b6001600160a01b038b1690810291909117825560405190917f0e0c32a18730220851983ab7c8a081b5fa562378fc1ce4b87eb48d393f82eda491a25b60019450505050505b9695505050505050565b60008054600160601b90046001600160a01b0316156107505760006102c9565b506000908152600360205260409020546001600160a01b031690565b600086868686868660405160200161078996959493929190610ed2565b6040516020818303038152906040528051906020012090509695505050505050565b6000808660038111156107c0576107c0610ebc565b03610863578415806107d957506001600160a01b038416155b806107e8575063ffffffff8316155b806107f95750600f63ffffffff8416115b80610802575081155b6001600160a01b038516600090815260026020526040902054909150801580159061082d5750858114155b1561085d5760405163e8aab42760e01b81526001600160a01b038616600482015260248101829052604401610390565b5061098e565b600186600381111561087757610877610ebc565b036108fb576001600160a01b038416151580610898575063ffffffff831615155b806108a257508115155b6000868152600160205260409020549091506001600160a01b03166108f6576040517fb9fa8c6800000000000000000000000000000000000000000000000000000000815260048101869052602401610390565b61098e565b600286600381111561090f5761090f610ebc565b036109495784158061092857506001600160a01b038416155b80610938575063ffffffff831615155b8061094257508115155b905061098e565b8415158061095e57506001600160a01b038416155b8061097157506001600160a01b03841630145b80610981575063ffffffff831615155b8061098b57508115155b90505b80156109ad5760405163b6d374a160e01b815260040160405180910390fd5b505050505050565b8315806109c957506001600160a01b038316155b806109d2575080155b156109f05760405163b6d374a160e01b815260040160405180910390fd5b6001600160a01b0383166000908152600260205260409020548015801590610a185750848114155b15610a485760405163e8aab42760e01b81526001600160a01b038516600482015260248101829052604401610390565b60008581526001602052604090208054600160a01b900460081615610aa35760008054600890610a8490600160401b900463ffffffff16610f38565b91906101000a81548163ffffffff021916908363ffffffff1602179055505b6008841615610ae85760008054600890610ac990600160401b900463ffffffff16610f58565b91906101000a81548163ffffffff021916908363ffffffff1602179055505b60008054600160401b900463ffffffff169003610b1857604051632c83db8560e11b815260040160405180910390fd5b80546001600160a01b03868116911614610b555780546001600160a01b039081166000908152600260205260408082208290559187168152208690555b604080516060810182526001600160a01b0387811680835263ffffffff88811660208086018281528688018b815260008f81526001808552908a9020985189549351909616600160a01b027fffffffffffffffff0000000000000000000000000000000000000000000000009093169590971694909417178655915194909301939093558351918252918101869052909188917fd3a35880058a1b364b2d537309e90d210a91c550679082e615988035ad62b414910160405180910390a3505050505050565b600081815260016020526040902080546001600160a01b03811690600160a01b900460081615610c815760008054600890610c6290600160401b900463ffffffff16610f38565b91906101000a81548163ffffffff021916908363ffffffff1602179055505b60008054600160401b900463ffffffff169003610cb157604051632c83db8560e11b815260040160405180910390fd5b6001600160a01b038116600081815260026020908152604080832083905586835260019182905280832080547fffffffffffffffff0000000000000000000000000000000000000000000000001681559091018290555185917f0b83470ddeea5a3c2a6523cb7d745b1aa0a33648a7ad9d2c02681b4de1577d2d91a3505050565b80356001600160a01b0381168114610d4957600080fd5b919050565b803563ffffffff81168114610d4957600080fd5b60008060408385031215610d7557600080fd5b610d7e83610d32565b9150610d8c60208401610d4e565b90509250929050565b600060208284031215610da757600080fd5b5035919050565b60008060008060008060c08789031215610dc757600080fd5b863567ffffffffffffffff81168114610ddf57600080fd5b9550602087013560048110610df357600080fd5b945060408701359350610e0860608801610d32565b9250610e1660808801610d4e565b9598949750929591949360a090920135925050565b634e487b7160e01b600052601160045260246000fd5b600060018201610e5357610e53610e2b565b5060010190565b600082610e7757634e487b7160e01b600052601260045260246000fd5b500490565b808201808211156102c9576102c9610e2b565b600067ffffffffffffffff821667ffffffffffffffff8103610eb357610eb3610e2b565b60010192915050565b634e487b7160e01b600052602160045260246000fd5b67ffffffffffffffff8716815260c0810160048710610f0157634e487b7160e01b600052602160045260246000fd5b602082019690965260408101949094526001600160a01b0392909216606084015263ffffffff16608083015260a090910152919050565b600063ffffffff821680610f4e57610f4e610e2b565b6000190192915050565b600063ffffffff821663ffffffff8103610eb357610eb3610e2b56";

    private static String librariesLinkedBinary;

    public static final String FUNC_ACCESSES = "ACCESSES";

    public static final String FUNC_ANCHORS = "ANCHORS";

    public static final String FUNC_CONSENTS = "CONSENTS";

    public static final String FUNC_GOVERNS = "GOVERNS";

    public static final String FUNC_ACTINGFOR = "actingFor";

    public static final String FUNC_CHANGEDIGEST = "changeDigest";

    public static final String FUNC_CONTRACTAT = "contractAt";

    public static final String FUNC_EPOCH = "epoch";

    public static final String FUNC_GOVERNING = "governing";

    public static final String FUNC_MEMBER = "member";

    public static final String FUNC_SUCCESSOR = "successor";

    public static final String FUNC_VOTE = "vote";

    public static final String FUNC_VOTESFOR = "votesFor";

    public static final CustomError ACCOUNTTAKEN_ERROR = new CustomError("AccountTaken", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}, new TypeReference<Bytes32>() {}));
    ;

    public static final CustomError ANOTHEREPOCH_ERROR = new CustomError("AnotherEpoch", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Uint64>() {}, new TypeReference<Uint64>() {}));
    ;

    public static final CustomError CLOSED_ERROR = new CustomError("Closed", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}));
    ;

    public static final CustomError NOSUCHMEMBER_ERROR = new CustomError("NoSuchMember", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Bytes32>() {}));
    ;

    public static final CustomError NOBODYLEFT_ERROR = new CustomError("NobodyLeft", 
            Arrays.<TypeReference<?>>asList());
    ;

    public static final CustomError NOTGOVERNING_ERROR = new CustomError("NotGoverning", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}));
    ;

    public static final CustomError SENSELESS_ERROR = new CustomError("Senseless", 
            Arrays.<TypeReference<?>>asList());
    ;

    public static final CustomError VOTEDALREADY_ERROR = new CustomError("VotedAlready", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Bytes32>() {}, new TypeReference<Bytes32>() {}));
    ;

    public static final Event CONTRACTLISTED_EVENT = new Event("ContractListed", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Bytes32>(true) {}, new TypeReference<Address>(true) {}));
    ;

    public static final Event MEMBERPUT_EVENT = new Event("MemberPut", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Bytes32>(true) {}, new TypeReference<Address>(true) {}, new TypeReference<Uint32>() {}, new TypeReference<Bytes32>() {}));
    ;

    public static final Event MEMBERREMOVED_EVENT = new Event("MemberRemoved", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Bytes32>(true) {}, new TypeReference<Address>(true) {}));
    ;

    public static final Event SUCCEEDED_EVENT = new Event("Succeeded", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>(true) {}));
    ;

    public static final Event VOTED_EVENT = new Event("Voted", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Bytes32>(true) {}, new TypeReference<Bytes32>(true) {}, new TypeReference<Uint256>() {}, new TypeReference<Uint256>() {}));
    ;

    @Deprecated
    protected InstitutionRegistry(String contractAddress, Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit) {
        super(BINARY, contractAddress, web3j, credentials, gasPrice, gasLimit);
    }

    protected InstitutionRegistry(String contractAddress, Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider) {
        super(BINARY, contractAddress, web3j, credentials, contractGasProvider);
    }

    @Deprecated
    protected InstitutionRegistry(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, BigInteger gasPrice, BigInteger gasLimit) {
        super(BINARY, contractAddress, web3j, transactionManager, gasPrice, gasLimit);
    }

    protected InstitutionRegistry(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, ContractGasProvider contractGasProvider) {
        super(BINARY, contractAddress, web3j, transactionManager, contractGasProvider);
    }

    public static List<ContractListedEventResponse> getContractListedEvents(
            TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(CONTRACTLISTED_EVENT, transactionReceipt);
        ArrayList<ContractListedEventResponse> responses = new ArrayList<ContractListedEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            ContractListedEventResponse typedResponse = new ContractListedEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.name = (byte[]) eventValues.getIndexedValues().get(0).getValue();
            typedResponse.location = (String) eventValues.getIndexedValues().get(1).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static ContractListedEventResponse getContractListedEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(CONTRACTLISTED_EVENT, log);
        ContractListedEventResponse typedResponse = new ContractListedEventResponse();
        typedResponse.log = log;
        typedResponse.name = (byte[]) eventValues.getIndexedValues().get(0).getValue();
        typedResponse.location = (String) eventValues.getIndexedValues().get(1).getValue();
        return typedResponse;
    }

    public Flowable<ContractListedEventResponse> contractListedEventFlowable(EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getContractListedEventFromLog(log));
    }

    public Flowable<ContractListedEventResponse> contractListedEventFlowable(
            DefaultBlockParameter startBlock, DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(CONTRACTLISTED_EVENT));
        return contractListedEventFlowable(filter);
    }

    public static List<MemberPutEventResponse> getMemberPutEvents(
            TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(MEMBERPUT_EVENT, transactionReceipt);
        ArrayList<MemberPutEventResponse> responses = new ArrayList<MemberPutEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            MemberPutEventResponse typedResponse = new MemberPutEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.id = (byte[]) eventValues.getIndexedValues().get(0).getValue();
            typedResponse.account = (String) eventValues.getIndexedValues().get(1).getValue();
            typedResponse.roles = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
            typedResponse.key = (byte[]) eventValues.getNonIndexedValues().get(1).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static MemberPutEventResponse getMemberPutEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(MEMBERPUT_EVENT, log);
        MemberPutEventResponse typedResponse = new MemberPutEventResponse();
        typedResponse.log = log;
        typedResponse.id = (byte[]) eventValues.getIndexedValues().get(0).getValue();
        typedResponse.account = (String) eventValues.getIndexedValues().get(1).getValue();
        typedResponse.roles = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
        typedResponse.key = (byte[]) eventValues.getNonIndexedValues().get(1).getValue();
        return typedResponse;
    }

    public Flowable<MemberPutEventResponse> memberPutEventFlowable(EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getMemberPutEventFromLog(log));
    }

    public Flowable<MemberPutEventResponse> memberPutEventFlowable(DefaultBlockParameter startBlock,
            DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(MEMBERPUT_EVENT));
        return memberPutEventFlowable(filter);
    }

    public static List<MemberRemovedEventResponse> getMemberRemovedEvents(
            TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(MEMBERREMOVED_EVENT, transactionReceipt);
        ArrayList<MemberRemovedEventResponse> responses = new ArrayList<MemberRemovedEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            MemberRemovedEventResponse typedResponse = new MemberRemovedEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.id = (byte[]) eventValues.getIndexedValues().get(0).getValue();
            typedResponse.account = (String) eventValues.getIndexedValues().get(1).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static MemberRemovedEventResponse getMemberRemovedEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(MEMBERREMOVED_EVENT, log);
        MemberRemovedEventResponse typedResponse = new MemberRemovedEventResponse();
        typedResponse.log = log;
        typedResponse.id = (byte[]) eventValues.getIndexedValues().get(0).getValue();
        typedResponse.account = (String) eventValues.getIndexedValues().get(1).getValue();
        return typedResponse;
    }

    public Flowable<MemberRemovedEventResponse> memberRemovedEventFlowable(EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getMemberRemovedEventFromLog(log));
    }

    public Flowable<MemberRemovedEventResponse> memberRemovedEventFlowable(
            DefaultBlockParameter startBlock, DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(MEMBERREMOVED_EVENT));
        return memberRemovedEventFlowable(filter);
    }

    public static List<SucceededEventResponse> getSucceededEvents(
            TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(SUCCEEDED_EVENT, transactionReceipt);
        ArrayList<SucceededEventResponse> responses = new ArrayList<SucceededEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            SucceededEventResponse typedResponse = new SucceededEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.successor = (String) eventValues.getIndexedValues().get(0).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static SucceededEventResponse getSucceededEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(SUCCEEDED_EVENT, log);
        SucceededEventResponse typedResponse = new SucceededEventResponse();
        typedResponse.log = log;
        typedResponse.successor = (String) eventValues.getIndexedValues().get(0).getValue();
        return typedResponse;
    }

    public Flowable<SucceededEventResponse> succeededEventFlowable(EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getSucceededEventFromLog(log));
    }

    public Flowable<SucceededEventResponse> succeededEventFlowable(DefaultBlockParameter startBlock,
            DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(SUCCEEDED_EVENT));
        return succeededEventFlowable(filter);
    }

    public static List<VotedEventResponse> getVotedEvents(TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(VOTED_EVENT, transactionReceipt);
        ArrayList<VotedEventResponse> responses = new ArrayList<VotedEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            VotedEventResponse typedResponse = new VotedEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.change = (byte[]) eventValues.getIndexedValues().get(0).getValue();
            typedResponse.voter = (byte[]) eventValues.getIndexedValues().get(1).getValue();
            typedResponse.votes = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
            typedResponse.needed = (BigInteger) eventValues.getNonIndexedValues().get(1).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static VotedEventResponse getVotedEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(VOTED_EVENT, log);
        VotedEventResponse typedResponse = new VotedEventResponse();
        typedResponse.log = log;
        typedResponse.change = (byte[]) eventValues.getIndexedValues().get(0).getValue();
        typedResponse.voter = (byte[]) eventValues.getIndexedValues().get(1).getValue();
        typedResponse.votes = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
        typedResponse.needed = (BigInteger) eventValues.getNonIndexedValues().get(1).getValue();
        return typedResponse;
    }

    public Flowable<VotedEventResponse> votedEventFlowable(EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getVotedEventFromLog(log));
    }

    public Flowable<VotedEventResponse> votedEventFlowable(DefaultBlockParameter startBlock,
            DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(VOTED_EVENT));
        return votedEventFlowable(filter);
    }

    public RemoteFunctionCall<BigInteger> ACCESSES() {
        final Function function = new Function(FUNC_ACCESSES, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint32>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    public RemoteFunctionCall<BigInteger> ANCHORS() {
        final Function function = new Function(FUNC_ANCHORS, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint32>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    public RemoteFunctionCall<BigInteger> CONSENTS() {
        final Function function = new Function(FUNC_CONSENTS, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint32>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    public RemoteFunctionCall<BigInteger> GOVERNS() {
        final Function function = new Function(FUNC_GOVERNS, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint32>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    public RemoteFunctionCall<byte[]> actingFor(String account, BigInteger roles) {
        final Function function = new Function(FUNC_ACTINGFOR, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, account), 
                new org.web3j.abi.datatypes.generated.Uint32(roles)), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Bytes32>() {}));
        return executeRemoteCallSingleValueReturn(function, byte[].class);
    }

    public RemoteFunctionCall<byte[]> changeDigest(BigInteger inEpoch, BigInteger kind,
            byte[] subject, String account, BigInteger roles, byte[] key) {
        final Function function = new Function(FUNC_CHANGEDIGEST, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.generated.Uint64(inEpoch), 
                new org.web3j.abi.datatypes.generated.Uint8(kind), 
                new org.web3j.abi.datatypes.generated.Bytes32(subject), 
                new org.web3j.abi.datatypes.Address(160, account), 
                new org.web3j.abi.datatypes.generated.Uint32(roles), 
                new org.web3j.abi.datatypes.generated.Bytes32(key)), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Bytes32>() {}));
        return executeRemoteCallSingleValueReturn(function, byte[].class);
    }

    public RemoteFunctionCall<String> contractAt(byte[] name) {
        final Function function = new Function(FUNC_CONTRACTAT, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.generated.Bytes32(name)), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}));
        return executeRemoteCallSingleValueReturn(function, String.class);
    }

    public RemoteFunctionCall<BigInteger> epoch() {
        final Function function = new Function(FUNC_EPOCH, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint64>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    public RemoteFunctionCall<BigInteger> governing() {
        final Function function = new Function(FUNC_GOVERNING, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint32>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    public RemoteFunctionCall<Tuple3<String, BigInteger, byte[]>> member(byte[] id) {
        final Function function = new Function(FUNC_MEMBER, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.generated.Bytes32(id)), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}, new TypeReference<Uint32>() {}, new TypeReference<Bytes32>() {}));
        return new RemoteFunctionCall<Tuple3<String, BigInteger, byte[]>>(function,
                new Callable<Tuple3<String, BigInteger, byte[]>>() {
                    @Override
                    public Tuple3<String, BigInteger, byte[]> call() throws Exception {
                        List<Type> results = executeCallMultipleValueReturn(function);
                        return new Tuple3<String, BigInteger, byte[]>(
                                (String) results.get(0).getValue(), 
                                (BigInteger) results.get(1).getValue(), 
                                (byte[]) results.get(2).getValue());
                    }
                });
    }

    public RemoteFunctionCall<String> successor() {
        final Function function = new Function(FUNC_SUCCESSOR, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}));
        return executeRemoteCallSingleValueReturn(function, String.class);
    }

    public RemoteFunctionCall<TransactionReceipt> vote(BigInteger inEpoch, BigInteger kind,
            byte[] subject, String account, BigInteger roles, byte[] key) {
        final Function function = new Function(
                FUNC_VOTE, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.generated.Uint64(inEpoch), 
                new org.web3j.abi.datatypes.generated.Uint8(kind), 
                new org.web3j.abi.datatypes.generated.Bytes32(subject), 
                new org.web3j.abi.datatypes.Address(160, account), 
                new org.web3j.abi.datatypes.generated.Uint32(roles), 
                new org.web3j.abi.datatypes.generated.Bytes32(key)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    public RemoteFunctionCall<BigInteger> votesFor(byte[] change) {
        final Function function = new Function(FUNC_VOTESFOR, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.generated.Bytes32(change)), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint256>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    @Deprecated
    public static InstitutionRegistry load(String contractAddress, Web3j web3j,
            Credentials credentials, BigInteger gasPrice, BigInteger gasLimit) {
        return new InstitutionRegistry(contractAddress, web3j, credentials, gasPrice, gasLimit);
    }

    @Deprecated
    public static InstitutionRegistry load(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, BigInteger gasPrice, BigInteger gasLimit) {
        return new InstitutionRegistry(contractAddress, web3j, transactionManager, gasPrice, gasLimit);
    }

    public static InstitutionRegistry load(String contractAddress, Web3j web3j,
            Credentials credentials, ContractGasProvider contractGasProvider) {
        return new InstitutionRegistry(contractAddress, web3j, credentials, contractGasProvider);
    }

    public static InstitutionRegistry load(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, ContractGasProvider contractGasProvider) {
        return new InstitutionRegistry(contractAddress, web3j, transactionManager, contractGasProvider);
    }

    public static RemoteCall<InstitutionRegistry> deploy(Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider, List<byte[]> foundingIds,
            List<String> accounts, List<byte[]> keys) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.generated.Bytes32>(
                        org.web3j.abi.datatypes.generated.Bytes32.class,
                        org.web3j.abi.Utils.typeMap(foundingIds, org.web3j.abi.datatypes.generated.Bytes32.class)), 
                new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.Address>(
                        org.web3j.abi.datatypes.Address.class,
                        org.web3j.abi.Utils.typeMap(accounts, org.web3j.abi.datatypes.Address.class)), 
                new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.generated.Bytes32>(
                        org.web3j.abi.datatypes.generated.Bytes32.class,
                        org.web3j.abi.Utils.typeMap(keys, org.web3j.abi.datatypes.generated.Bytes32.class))));
        return deployRemoteCall(InstitutionRegistry.class, web3j, credentials, contractGasProvider, getDeploymentBinary(), encodedConstructor);
    }

    public static RemoteCall<InstitutionRegistry> deploy(Web3j web3j,
            TransactionManager transactionManager, ContractGasProvider contractGasProvider,
            List<byte[]> foundingIds, List<String> accounts, List<byte[]> keys) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.generated.Bytes32>(
                        org.web3j.abi.datatypes.generated.Bytes32.class,
                        org.web3j.abi.Utils.typeMap(foundingIds, org.web3j.abi.datatypes.generated.Bytes32.class)), 
                new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.Address>(
                        org.web3j.abi.datatypes.Address.class,
                        org.web3j.abi.Utils.typeMap(accounts, org.web3j.abi.datatypes.Address.class)), 
                new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.generated.Bytes32>(
                        org.web3j.abi.datatypes.generated.Bytes32.class,
                        org.web3j.abi.Utils.typeMap(keys, org.web3j.abi.datatypes.generated.Bytes32.class))));
        return deployRemoteCall(InstitutionRegistry.class, web3j, transactionManager, contractGasProvider, getDeploymentBinary(), encodedConstructor);
    }

    @Deprecated
    public static RemoteCall<InstitutionRegistry> deploy(Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit, List<byte[]> foundingIds,
            List<String> accounts, List<byte[]> keys) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.generated.Bytes32>(
                        org.web3j.abi.datatypes.generated.Bytes32.class,
                        org.web3j.abi.Utils.typeMap(foundingIds, org.web3j.abi.datatypes.generated.Bytes32.class)), 
                new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.Address>(
                        org.web3j.abi.datatypes.Address.class,
                        org.web3j.abi.Utils.typeMap(accounts, org.web3j.abi.datatypes.Address.class)), 
                new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.generated.Bytes32>(
                        org.web3j.abi.datatypes.generated.Bytes32.class,
                        org.web3j.abi.Utils.typeMap(keys, org.web3j.abi.datatypes.generated.Bytes32.class))));
        return deployRemoteCall(InstitutionRegistry.class, web3j, credentials, gasPrice, gasLimit, getDeploymentBinary(), encodedConstructor);
    }

    @Deprecated
    public static RemoteCall<InstitutionRegistry> deploy(Web3j web3j,
            TransactionManager transactionManager, BigInteger gasPrice, BigInteger gasLimit,
            List<byte[]> foundingIds, List<String> accounts, List<byte[]> keys) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.generated.Bytes32>(
                        org.web3j.abi.datatypes.generated.Bytes32.class,
                        org.web3j.abi.Utils.typeMap(foundingIds, org.web3j.abi.datatypes.generated.Bytes32.class)), 
                new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.Address>(
                        org.web3j.abi.datatypes.Address.class,
                        org.web3j.abi.Utils.typeMap(accounts, org.web3j.abi.datatypes.Address.class)), 
                new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.generated.Bytes32>(
                        org.web3j.abi.datatypes.generated.Bytes32.class,
                        org.web3j.abi.Utils.typeMap(keys, org.web3j.abi.datatypes.generated.Bytes32.class))));
        return deployRemoteCall(InstitutionRegistry.class, web3j, transactionManager, gasPrice, gasLimit, getDeploymentBinary(), encodedConstructor);
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

    public static class ContractListedEventResponse extends BaseEventResponse {
        public byte[] name;

        public String location;
    }

    public static class MemberPutEventResponse extends BaseEventResponse {
        public byte[] id;

        public String account;

        public BigInteger roles;

        public byte[] key;
    }

    public static class MemberRemovedEventResponse extends BaseEventResponse {
        public byte[] id;

        public String account;
    }

    public static class SucceededEventResponse extends BaseEventResponse {
        public String successor;
    }

    public static class VotedEventResponse extends BaseEventResponse {
        public byte[] change;

        public byte[] voter;

        public BigInteger votes;

        public BigInteger needed;
    }
}
