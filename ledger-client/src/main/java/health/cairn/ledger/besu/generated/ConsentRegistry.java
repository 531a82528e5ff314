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
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.abi.datatypes.generated.Uint8;
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
import org.web3j.tuples.generated.Tuple5;
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
public class ConsentRegistry extends Contract {
    public static final String BINARY = "0x60a060405234801561001057600080fd5b5060405161187938038061187983398101604081905261002f91610067565b6001600160a01b0381166100565760405163b6d374a160e01b815260040160405180910390fd5b6001600160a01b0316608052610097565b60006020828403121561007957600080fd5b81516001600160a01b038116811461009057600080fd5b9392505050565b6080516117b26100c7600039600081816101ca0152818161038a01528181610ea40152610f9e01526117b26000f3fe608060405234801561001057600080fd5b50600436106100c95760003560e01c806389693ae111610081578063cb799d551161005b578063cb799d551461020c578063d5275a1914610230578063f698da251461024357600080fd5b806389693ae1146101b2578063b37d410a146101c5578063bb1932a11461020457600080fd5b8063628da527116100b2578063628da527146100f6578063635f5fbb1461018557806383581cbf1461019857600080fd5b80635264050c146100ce5780635566cb1c146100e3575b600080fd5b6100e16100dc3660046113f1565b6102f9565b005b6100e16100f1366004611484565b61030b565b61015661010436600461150f565b6001600160a01b03918216600090815260026020908152604080832093909416825291909152205467ffffffffffffffff8082169268010000000000000000830490911691600160801b900460ff1690565b6040805167ffffffffffffffff948516815293909216602084015260ff16908201526060015b60405180910390f35b6100e1610193366004611548565b610691565b6101a0600281565b60405160ff909116815260200161017c565b6101a06101c036600461150f565b610735565b6101ec7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b03909116815260200161017c565b6101a0600181565b61021f61021a3660046115c2565b61079a565b60405161017c9594939291906115f7565b6100e161023e366004611649565b6108bc565b6102eb604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f77bd722bf83068a8deac613f9bcc6352a6b428c2e46f2cd010fda89a73ad361b918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260009060c00160405160208183030381529060405280519060200120905090565b60405190815260200161017c565b6103063384848433610c32565b505050565b610313610e53565b841580610328575067ffffffffffffffff8416155b8061033a57506001600160a01b038716155b156103585760405163b6d374a160e01b815260040160405180910390fd5b6040517f126d66fd000000000000000000000000000000000000000000000000000000008152600481018790526000907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063126d66fd90602401606060405180830381865afa1580156103d9573d6000803e3d6000fd5b505050506040513d601f19601f820116820180604052508101906103fd91906116a3565b50909150506001600160a01b03811661044a576040517f235f57f7000000000000000000000000000000000000000000000000000000008152600481018890526024015b60405180910390fd5b604080516001600160a01b038a166020808301919091528183018a905260608083018a90528351808403909101815260809092018352815191810191909120600090815290819052908120906104a1828b8b61104d565b90508067ffffffffffffffff168767ffffffffffffffff16116104eb576040516328c377d360e21b815267ffffffffffffffff808316600483015288166024820152604401610441565b428667ffffffffffffffff161161052157604051637008d35560e01b815267ffffffffffffffff87166004820152602401610441565b604080517f8ab871252f6b6dfd65bd26853263db86ab6c23b0e006c1035fc9cda1d0643e6d60208201526001600160a01b038c1691810191909152606081018a90526080810189905267ffffffffffffffff80891660a0830152871660c08201526000906105a99060e00160405160208183030381529060405280519060200120878761108f565b90506105b78b8260016112f8565b82544267ffffffffffffffff908116600160801b027fffffffffffffffff0000000000000000ffffffffffffffffffffffffffffffff8a83166801000000000000000081027fffffffffffffffffffffffffffffffff00000000000000000000000000000000909516938d1693841794909417161785556040805191825260208201929092526001600160a01b03838116928201929092528a918c91908e16907f1e6980a4d8bfa94003fc617df8087cc517c5db61ac5f55d07dc5d1a6296788829060600160405180910390a45050505050505050505050565b604080517f5ec4cd19589b8d80904f1e19ac71d37860cb694660c9c79affce0708b2e6195360208201526001600160a01b03881691810191909152606081018690526080810185905267ffffffffffffffff841660a08201526000906107119060c00160405160208183030381529060405280519060200120848461108f565b905061071f878260026112f8565b61072c8787878785610c32565b50505050505050565b6001600160a01b03828116600090815260026020908152604080832093851683529290529081208054426801000000000000000090910467ffffffffffffffff16111561078d578054600160801b900460ff16610790565b60005b9150505b92915050565b6000806000806000806000806107f18b8b8b604080516001600160a01b0385166020820152908101839052606081018290526000906080016040516020818303038152906040528051906020012090509392505050565b81526020810191909152604001600020805467ffffffffffffffff808216975068010000000000000000820481169650600160801b9091041693509050610839818a8a611351565b91508167ffffffffffffffff168567ffffffffffffffff1611158015610868575067ffffffffffffffff821615155b1561087657600295506108b0565b8467ffffffffffffffff1660000361089157600095506108b0565b428467ffffffffffffffff1611156108aa5760016108ad565b60035b95505b50939792965093509350565b60ff8516156108cd576108cd610e53565b6001600160a01b03861615806108f45750866001600160a01b0316866001600160a01b0316145b80610907575067ffffffffffffffff8416155b806109225750610919600260016116f0565b60ff168560ff16115b156109405760405163b6d374a160e01b815260040160405180910390fd5b6001600160a01b038088166000908152600260209081526040808320938a16835292905220805467ffffffffffffffff908116908616116109ab5780546040516328c377d360e21b815267ffffffffffffffff91821660048201529086166024820152604401610441565b60ff8616158015906109c75750428467ffffffffffffffff1611155b156109f157604051637008d35560e01b815267ffffffffffffffff85166004820152602401610441565b604080517f05721a212e61785da3ecd5d70100ea404eab2c5e720c3593eceea64fa8c6a46260208201526001600160a01b03808b1692820192909252908816606082015260ff8716608082015267ffffffffffffffff80871660a0830152851660c0820152600090610a7d9060e00160405160208183030381529060405280519060200120858561108f565b9050886001600160a01b0316816001600160a01b031614610abc57604051639a7d38d960e01b81526001600160a01b0382166004820152602401610441565b60405180606001604052808767ffffffffffffffff1681526020018667ffffffffffffffff1681526020018860ff16815250600260008b6001600160a01b03166001600160a01b0316815260200190815260200160002060008a6001600160a01b03166001600160a01b0316815260200190815260200160002060008201518160000160006101000a81548167ffffffffffffffff021916908367ffffffffffffffff16021790555060208201518160000160086101000a81548167ffffffffffffffff021916908367ffffffffffffffff16021790555060408201518160000160106101000a81548160ff021916908360ff160217905550905050876001600160a01b0316896001600160a01b03167f4678dfea67a87cde85e6f22c306452b135a3aa7bc35f8e72f11af858ce5d1f87898989604051610c1f9392919060ff93909316835267ffffffffffffffff918216602084015216604082015260600190565b60405180910390a3505050505050505050565b8167ffffffffffffffff16600003610c5d5760405163b6d374a160e01b815260040160405180910390fd5b604080516001600160a01b0387166020808301919091528183018790528251808303840181526060909201909252805191012083610d245760008181526001602052604090205467ffffffffffffffff90811690841611610cf657600081815260016020526040908190205490516328c377d360e21b815267ffffffffffffffff91821660048201529084166024820152604401610441565b6000818152600160205260409020805467ffffffffffffffff191667ffffffffffffffff8516179055610df7565b604080516001600160a01b0388166020808301919091528183018890526060808301889052835180840390910181526080909201835281519181019190912060009081529081905290812090610d7b828989611351565b90508067ffffffffffffffff168567ffffffffffffffff1611610dc5576040516328c377d360e21b815267ffffffffffffffff808316600483015286166024820152604401610441565b50805477ffffffffffffffffffffffffffffffffffffffffffffffff16600160c01b67ffffffffffffffff8616021790555b6040805167ffffffffffffffff851681526001600160a01b03848116602083015286928892918a16917f6eb281a7ffd71a0f1654156965e6bd5a484457f8f328ad9f0e1f3e24bd653174910160405180910390a4505050505050565b6040517fb79de32e0000000000000000000000000000000000000000000000000000000081527f436f6e73656e745265676973747279000000000000000000000000000000000060048201526000907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169063b79de32e90602401602060405180830381865afa158015610ef3573d6000803e3d6000fd5b505050506040513d601f19601f82011682018060405250810190610f179190611717565b90506001600160a01b0381163014610f66576040517fc76850f70000000000000000000000000000000000000000000000000000000081526001600160a01b0382166004820152602401610441565b6040517f0f6b1260000000000000000000000000000000000000000000000000000000008152336004820152600260248201526000907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690630f6b126090604401602060405180830381865afa158015610fed573d6000803e3d6000fd5b505050506040513d601f19601f82011682018060405250810190611011919061173b565b0361104a576040517ffa5cd00f000000000000000000000000000000000000000000000000000000008152336004820152602401610441565b50565b60008061105b858585611351565b855490915067ffffffffffffffff8083169116116110795780611086565b845467ffffffffffffffff165b95945050505050565b6000604182146110b557604051639a7d38d960e01b815260006004820152602401610441565b60006110c46020828587611754565b6110cd9161177e565b905060006110df604060208688611754565b6110e89161177e565b90506000858560408181106110ff576110ff61179c565b919091013560f81c9150507f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a082118061114b57508060ff16601b1415801561114b57508060ff16601c14155b1561116c57604051639a7d38d960e01b815260006004820152602401610441565b6001611216604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f77bd722bf83068a8deac613f9bcc6352a6b428c2e46f2cd010fda89a73ad361b918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260009060c00160405160208183030381529060405280519060200120905090565b6040517f1901000000000000000000000000000000000000000000000000000000000000602082015260228101919091526042810189905260620160408051601f198184030181528282528051602091820120600084529083018083525260ff841690820152606081018590526080810184905260a0016020604051602081039080840390855afa1580156112af573d6000803e3d6000fd5b5050604051601f1901519450506001600160a01b0384166112ee57604051639a7d38d960e01b81526001600160a01b0385166004820152602401610441565b5050509392505050565b826001600160a01b0316826001600160a01b0316141580156113285750806113208484610735565b1660ff166000145b1561030657604051639a7d38d960e01b81526001600160a01b0383166004820152602401610441565b604080516001600160a01b038416602080830191909152818301849052825180830384018152606090920183528151918101919091206000908152600190915290812054845467ffffffffffffffff91821691600160c01b9091041681106113b95780611086565b50509154600160c01b900467ffffffffffffffff1692915050565b803567ffffffffffffffff811681146113ec57600080fd5b919050565b60008060006060848603121561140657600080fd5b833592506020840135915061141d604085016113d4565b90509250925092565b6001600160a01b038116811461104a57600080fd5b60008083601f84011261144d57600080fd5b50813567ffffffffffffffff81111561146557600080fd5b60208301915083602082850101111561147d57600080fd5b9250929050565b600080600080600080600060c0888a03121561149f57600080fd5b87356114aa81611426565b965060208801359550604088013594506114c6606089016113d4565b93506114d4608089016113d4565b925060a088013567ffffffffffffffff8111156114f057600080fd5b6114fc8a828b0161143b565b989b979a50959850939692959293505050565b6000806040838503121561152257600080fd5b823561152d81611426565b9150602083013561153d81611426565b809150509250929050565b60008060008060008060a0878903121561156157600080fd5b863561156c81611426565b95506020870135945060408701359350611588606088016113d4565b9250608087013567ffffffffffffffff8111156115a457600080fd5b6115b089828a0161143b565b979a9699509497509295939492505050565b6000806000606084860312156115d757600080fd5b83356115e281611426565b95602085013595506040909401359392505050565b60a081016004871061161957634e487b7160e01b600052602160045260246000fd5b95815267ffffffffffffffff94851660208201529284166040840152908316606083015290911660809091015290565b600080600080600080600060c0888a03121561166457600080fd5b873561166f81611426565b9650602088013561167f81611426565b9550604088013560ff8116811461169557600080fd5b94506114c6606089016113d4565b6000806000606084860312156116b857600080fd5b83516116c381611426565b602085015190935063ffffffff811681146116dd57600080fd5b6040949094015192959394509192915050565b60ff818116838216019081111561079457634e487b7160e01b600052601160045260246000fd5b60006020828403121561172957600080fd5b815161173481611426565b9392505050565b60006020828403121561174d57600080fd5b5051919050565b6000808585111561176457600080fd5b8386111561177157600080fd5b5050820193919092039150565b8035602083101561079457600019602084900360031b1b1692915050565b634e487b7160e01b600052603260045260246000fd";

    private static String librariesLinkedBinary;

    public static final String FUNC_INSTITUTIONS = "INSTITUTIONS";

    public static final String FUNC_MAY_GRANT = "MAY_GRANT";

    public static final String FUNC_MAY_WITHDRAW = "MAY_WITHDRAW";

    public static final String FUNC_CHECK = "check";

    public static final String FUNC_DELEGATE = "delegate";

    public static final String FUNC_DELEGATIONOF = "delegationOf";

    public static final String FUNC_DOMAINSEPARATOR = "domainSeparator";

    public static final String FUNC_GRANT = "grant";

    public static final String FUNC_POWERSOF = "powersOf";

    public static final String FUNC_WITHDRAW = "withdraw";

    public static final String FUNC_WITHDRAWMYSELF = "withdrawMyself";

    public static final CustomError BADSIGNATURE_ERROR = new CustomError("BadSignature", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}));
    ;

    public static final CustomError ENDSINTHEPAST_ERROR = new CustomError("EndsInThePast", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Uint64>() {}));
    ;

    public static final CustomError NOSUCHINSTITUTION_ERROR = new CustomError("NoSuchInstitution", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Bytes32>() {}));
    ;

    public static final CustomError NOTALLOWED_ERROR = new CustomError("NotAllowed", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}));
    ;

    public static final CustomError NOTCURRENT_ERROR = new CustomError("NotCurrent", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}));
    ;

    public static final CustomError NOTNEWER_ERROR = new CustomError("NotNewer", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Uint64>() {}, new TypeReference<Uint64>() {}));
    ;

    public static final CustomError SENSELESS_ERROR = new CustomError("Senseless", 
            Arrays.<TypeReference<?>>asList());
    ;

    public static final Event DELEGATIONRECORDED_EVENT = new Event("DelegationRecorded", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>(true) {}, new TypeReference<Address>(true) {}, new TypeReference<Uint8>() {}, new TypeReference<Uint64>() {}, new TypeReference<Uint64>() {}));
    ;

    public static final Event GRANTRECORDED_EVENT = new Event("GrantRecorded", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>(true) {}, new TypeReference<Bytes32>(true) {}, new TypeReference<Bytes32>(true) {}, new TypeReference<Uint64>() {}, new TypeReference<Uint64>() {}, new TypeReference<Address>() {}));
    ;

    public static final Event WITHDRAWALRECORDED_EVENT = new Event("WithdrawalRecorded", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>(true) {}, new TypeReference<Bytes32>(true) {}, new TypeReference<Bytes32>(true) {}, new TypeReference<Uint64>() {}, new TypeReference<Address>() {}));
    ;

    @Deprecated
    protected ConsentRegistry(String contractAddress, Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit) {
        super(BINARY, contractAddress, web3j, credentials, gasPrice, gasLimit);
    }

    protected ConsentRegistry(String contractAddress, Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider) {
        super(BINARY, contractAddress, web3j, credentials, contractGasProvider);
    }

    @Deprecated
    protected ConsentRegistry(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, BigInteger gasPrice, BigInteger gasLimit) {
        super(BINARY, contractAddress, web3j, transactionManager, gasPrice, gasLimit);
    }

    protected ConsentRegistry(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, ContractGasProvider contractGasProvider) {
        super(BINARY, contractAddress, web3j, transactionManager, contractGasProvider);
    }

    public static List<DelegationRecordedEventResponse> getDelegationRecordedEvents(
            TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(DELEGATIONRECORDED_EVENT, transactionReceipt);
        ArrayList<DelegationRecordedEventResponse> responses = new ArrayList<DelegationRecordedEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            DelegationRecordedEventResponse typedResponse = new DelegationRecordedEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.patient = (String) eventValues.getIndexedValues().get(0).getValue();
            typedResponse.delegate = (String) eventValues.getIndexedValues().get(1).getValue();
            typedResponse.powers = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
            typedResponse.seq = (BigInteger) eventValues.getNonIndexedValues().get(1).getValue();
            typedResponse.until = (BigInteger) eventValues.getNonIndexedValues().get(2).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static DelegationRecordedEventResponse getDelegationRecordedEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(DELEGATIONRECORDED_EVENT, log);
        DelegationRecordedEventResponse typedResponse = new DelegationRecordedEventResponse();
        typedResponse.log = log;
        typedResponse.patient = (String) eventValues.getIndexedValues().get(0).getValue();
        typedResponse.delegate = (String) eventValues.getIndexedValues().get(1).getValue();
        typedResponse.powers = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
        typedResponse.seq = (BigInteger) eventValues.getNonIndexedValues().get(1).getValue();
        typedResponse.until = (BigInteger) eventValues.getNonIndexedValues().get(2).getValue();
        return typedResponse;
    }

    public Flowable<DelegationRecordedEventResponse> delegationRecordedEventFlowable(
            EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getDelegationRecordedEventFromLog(log));
    }

    public Flowable<DelegationRecordedEventResponse> delegationRecordedEventFlowable(
            DefaultBlockParameter startBlock, DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(DELEGATIONRECORDED_EVENT));
        return delegationRecordedEventFlowable(filter);
    }

    public static List<GrantRecordedEventResponse> getGrantRecordedEvents(
            TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(GRANTRECORDED_EVENT, transactionReceipt);
        ArrayList<GrantRecordedEventResponse> responses = new ArrayList<GrantRecordedEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            GrantRecordedEventResponse typedResponse = new GrantRecordedEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.patient = (String) eventValues.getIndexedValues().get(0).getValue();
            typedResponse.institution = (byte[]) eventValues.getIndexedValues().get(1).getValue();
            typedResponse.terms = (byte[]) eventValues.getIndexedValues().get(2).getValue();
            typedResponse.seq = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
            typedResponse.until = (BigInteger) eventValues.getNonIndexedValues().get(1).getValue();
            typedResponse.signer = (String) eventValues.getNonIndexedValues().get(2).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static GrantRecordedEventResponse getGrantRecordedEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(GRANTRECORDED_EVENT, log);
        GrantRecordedEventResponse typedResponse = new GrantRecordedEventResponse();
        typedResponse.log = log;
        typedResponse.patient = (String) eventValues.getIndexedValues().get(0).getValue();
        typedResponse.institution = (byte[]) eventValues.getIndexedValues().get(1).getValue();
        typedResponse.terms = (byte[]) eventValues.getIndexedValues().get(2).getValue();
        typedResponse.seq = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
        typedResponse.until = (BigInteger) eventValues.getNonIndexedValues().get(1).getValue();
        typedResponse.signer = (String) eventValues.getNonIndexedValues().get(2).getValue();
        return typedResponse;
    }

    public Flowable<GrantRecordedEventResponse> grantRecordedEventFlowable(EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getGrantRecordedEventFromLog(log));
    }

    public Flowable<GrantRecordedEventResponse> grantRecordedEventFlowable(
            DefaultBlockParameter startBlock, DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(GRANTRECORDED_EVENT));
        return grantRecordedEventFlowable(filter);
    }

    public static List<WithdrawalRecordedEventResponse> getWithdrawalRecordedEvents(
            TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(WITHDRAWALRECORDED_EVENT, transactionReceipt);
        ArrayList<WithdrawalRecordedEventResponse> responses = new ArrayList<WithdrawalRecordedEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            WithdrawalRecordedEventResponse typedResponse = new WithdrawalRecordedEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.patient = (String) eventValues.getIndexedValues().get(0).getValue();
            typedResponse.institution = (byte[]) eventValues.getIndexedValues().get(1).getValue();
            typedResponse.terms = (byte[]) eventValues.getIndexedValues().get(2).getValue();
            typedResponse.seq = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
            typedResponse.signer = (String) eventValues.getNonIndexedValues().get(1).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static WithdrawalRecordedEventResponse getWithdrawalRecordedEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(WITHDRAWALRECORDED_EVENT, log);
        WithdrawalRecordedEventResponse typedResponse = new WithdrawalRecordedEventResponse();
        typedResponse.log = log;
        typedResponse.patient = (String) eventValues.getIndexedValues().get(0).getValue();
        typedResponse.institution = (byte[]) eventValues.getIndexedValues().get(1).getValue();
        typedResponse.terms = (byte[]) eventValues.getIndexedValues().get(2).getValue();
        typedResponse.seq = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
        typedResponse.signer = (String) eventValues.getNonIndexedValues().get(1).getValue();
        return typedResponse;
    }

    public Flowable<WithdrawalRecordedEventResponse> withdrawalRecordedEventFlowable(
            EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getWithdrawalRecordedEventFromLog(log));
    }

    public Flowable<WithdrawalRecordedEventResponse> withdrawalRecordedEventFlowable(
            DefaultBlockParameter startBlock, DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(WITHDRAWALRECORDED_EVENT));
        return withdrawalRecordedEventFlowable(filter);
    }

    public RemoteFunctionCall<String> INSTITUTIONS() {
        final Function function = new Function(FUNC_INSTITUTIONS, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}));
        return executeRemoteCallSingleValueReturn(function, String.class);
    }

    public RemoteFunctionCall<BigInteger> MAY_GRANT() {
        final Function function = new Function(FUNC_MAY_GRANT, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint8>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    public RemoteFunctionCall<BigInteger> MAY_WITHDRAW() {
        final Function function = new Function(FUNC_MAY_WITHDRAW, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint8>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    public RemoteFunctionCall<Tuple5<BigInteger, BigInteger, BigInteger, BigInteger, BigInteger>> check(
            String patient, byte[] institution, byte[] terms) {
        final Function function = new Function(FUNC_CHECK, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, patient), 
                new org.web3j.abi.datatypes.generated.Bytes32(institution), 
                new org.web3j.abi.datatypes.generated.Bytes32(terms)), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint8>() {}, new TypeReference<Uint64>() {}, new TypeReference<Uint64>() {}, new TypeReference<Uint64>() {}, new TypeReference<Uint64>() {}));
        return new RemoteFunctionCall<Tuple5<BigInteger, BigInteger, BigInteger, BigInteger, BigInteger>>(function,
                new Callable<Tuple5<BigInteger, BigInteger, BigInteger, BigInteger, BigInteger>>() {
                    @Override
                    public Tuple5<BigInteger, BigInteger, BigInteger, BigInteger, BigInteger> call()
                            throws Exception {
                        List<Type> results = executeCallMultipleValueReturn(function);
                        return new Tuple5<BigInteger, BigInteger, BigInteger, BigInteger, BigInteger>(
                                (BigInteger) results.get(0).getValue(), 
                                (BigInteger) results.get(1).getValue(), 
                                (BigInteger) results.get(2).getValue(), 
                                (BigInteger) results.get(3).getValue(), 
                                (BigInteger) results.get(4).getValue());
                    }
                });
    }

    public RemoteFunctionCall<TransactionReceipt> delegate(String patient, String to,
            BigInteger powers, BigInteger seq, BigInteger until, byte[] signature) {
        final Function function = new Function(
                FUNC_DELEGATE, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, patient), 
                new org.web3j.abi.datatypes.Address(160, to), 
                new org.web3j.abi.datatypes.generated.Uint8(powers), 
                new org.web3j.abi.datatypes.generated.Uint64(seq), 
                new org.web3j.abi.datatypes.generated.Uint64(until), 
                new org.web3j.abi.datatypes.DynamicBytes(signature)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    public RemoteFunctionCall<Tuple3<BigInteger, BigInteger, BigInteger>> delegationOf(
            String patient, String to) {
        final Function function = new Function(FUNC_DELEGATIONOF, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, patient), 
                new org.web3j.abi.datatypes.Address(160, to)), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint64>() {}, new TypeReference<Uint64>() {}, new TypeReference<Uint8>() {}));
        return new RemoteFunctionCall<Tuple3<BigInteger, BigInteger, BigInteger>>(function,
                new Callable<Tuple3<BigInteger, BigInteger, BigInteger>>() {
                    @Override
                    public Tuple3<BigInteger, BigInteger, BigInteger> call() throws Exception {
                        List<Type> results = executeCallMultipleValueReturn(function);
                        return new Tuple3<BigInteger, BigInteger, BigInteger>(
                                (BigInteger) results.get(0).getValue(), 
                                (BigInteger) results.get(1).getValue(), 
                                (BigInteger) results.get(2).getValue());
                    }
                });
    }

    public RemoteFunctionCall<byte[]> domainSeparator() {
        final Function function = new Function(FUNC_DOMAINSEPARATOR, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Bytes32>() {}));
        return executeRemoteCallSingleValueReturn(function, byte[].class);
    }

    public RemoteFunctionCall<TransactionReceipt> grant(String patient, byte[] institution,
            byte[] terms, BigInteger seq, BigInteger until, byte[] signature) {
        final Function function = new Function(
                FUNC_GRANT, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, patient), 
                new org.web3j.abi.datatypes.generated.Bytes32(institution), 
                new org.web3j.abi.datatypes.generated.Bytes32(terms), 
                new org.web3j.abi.datatypes.generated.Uint64(seq), 
                new org.web3j.abi.datatypes.generated.Uint64(until), 
                new org.web3j.abi.datatypes.DynamicBytes(signature)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    public RemoteFunctionCall<BigInteger> powersOf(String patient, String to) {
        final Function function = new Function(FUNC_POWERSOF, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, patient), 
                new org.web3j.abi.datatypes.Address(160, to)), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint8>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    public RemoteFunctionCall<TransactionReceipt> withdraw(String patient, byte[] institution,
            byte[] terms, BigInteger seq, byte[] signature) {
        final Function function = new Function(
                FUNC_WITHDRAW, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, patient), 
                new org.web3j.abi.datatypes.generated.Bytes32(institution), 
                new org.web3j.abi.datatypes.generated.Bytes32(terms), 
                new org.web3j.abi.datatypes.generated.Uint64(seq), 
                new org.web3j.abi.datatypes.DynamicBytes(signature)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    public RemoteFunctionCall<TransactionReceipt> withdrawMyself(byte[] institution, byte[] terms,
            BigInteger seq) {
        final Function function = new Function(
                FUNC_WITHDRAWMYSELF, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.generated.Bytes32(institution), 
                new org.web3j.abi.datatypes.generated.Bytes32(terms), 
                new org.web3j.abi.datatypes.generated.Uint64(seq)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    @Deprecated
    public static ConsentRegistry load(String contractAddress, Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit) {
        return new ConsentRegistry(contractAddress, web3j, credentials, gasPrice, gasLimit);
    }

    @Deprecated
    public static ConsentRegistry load(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, BigInteger gasPrice, BigInteger gasLimit) {
        return new ConsentRegistry(contractAddress, web3j, transactionManager, gasPrice, gasLimit);
    }

    public static ConsentRegistry load(String contractAddress, Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider) {
        return new ConsentRegistry(contractAddress, web3j, credentials, contractGasProvider);
    }

    public static ConsentRegistry load(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, ContractGasProvider contractGasProvider) {
        return new ConsentRegistry(contractAddress, web3j, transactionManager, contractGasProvider);
    }

    public static RemoteCall<ConsentRegistry> deploy(Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider, String institutions) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, institutions)));
        return deployRemoteCall(ConsentRegistry.class, web3j, credentials, contractGasProvider, getDeploymentBinary(), encodedConstructor);
    }

    public static RemoteCall<ConsentRegistry> deploy(Web3j web3j,
            TransactionManager transactionManager, ContractGasProvider contractGasProvider,
            String institutions) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, institutions)));
        return deployRemoteCall(ConsentRegistry.class, web3j, transactionManager, contractGasProvider, getDeploymentBinary(), encodedConstructor);
    }

    @Deprecated
    public static RemoteCall<ConsentRegistry> deploy(Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit, String institutions) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, institutions)));
        return deployRemoteCall(ConsentRegistry.class, web3j, credentials, gasPrice, gasLimit, getDeploymentBinary(), encodedConstructor);
    }

    @Deprecated
    public static RemoteCall<ConsentRegistry> deploy(Web3j web3j,
            TransactionManager transactionManager, BigInteger gasPrice, BigInteger gasLimit,
            String institutions) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(160, institutions)));
        return deployRemoteCall(ConsentRegistry.class, web3j, transactionManager, gasPrice, gasLimit, getDeploymentBinary(), encodedConstructor);
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

    public static class DelegationRecordedEventResponse extends BaseEventResponse {
        public String patient;

        public String delegate;

        public BigInteger powers;

        public BigInteger seq;

        public BigInteger until;
    }

    public static class GrantRecordedEventResponse extends BaseEventResponse {
        public String patient;

        public byte[] institution;

        public byte[] terms;

        public BigInteger seq;

        public BigInteger until;

        public String signer;
    }

    public static class WithdrawalRecordedEventResponse extends BaseEventResponse {
        public String patient;

        public byte[] institution;

        public byte[] terms;

        public BigInteger seq;

        public String signer;
    }
}
