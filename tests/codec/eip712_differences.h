// Where eth-sig-util 8.2.0 (version 4) gives a hash and we give a reason, by name of its test.
// Each name stands for the same request in up to three suites.
#pragma once

namespace coldquill {

struct Difference {
  const char* name;
  const char* reason;
  const char* why;  // what eth-sig-util does with it, and the others
};

inline constexpr const char* not_signed =
    "E06: leaves out a member that the request shows, as ethers and viem do";
inline constexpr const char* short_salt =
    "the salt \"0x010203\" is filled up to bytes32; ethers and viem refuse";
inline constexpr const char* bytes_number = "takes the number for octets; ethers and viem refuse";
inline constexpr const char* bytes_text =
    "takes a text without 0x for its octets in UTF-8, as viem does; ethers refuses";
inline constexpr const char* odd =
    "puts a nought in front of an odd number of digits, as viem does for bytes; ethers refuses";
inline constexpr const char* string_number =
    "takes the number for octets of the text, as viem does; ethers refuses";
inline constexpr const char* short_address =
    "fills an address up with noughts; ethers and viem refuse";
inline constexpr const char* address_number =
    "fills a number up with noughts; ethers and viem refuse";
inline constexpr const char* no_prefix =
    "reads letters without 0x by a rule of its own; ethers gives another hash, viem refuses";
inline constexpr const char* truthy =
    "takes the text \"false\" for true, as ethers does; viem refuses";
inline constexpr const char* too_long =
    "keeps more octets than the type has; ethers and viem refuse";
inline constexpr const char* too_short = "fills up with noughts; ethers and viem refuse";
inline constexpr const char* out_of_range =
    "lets int8 reach from -255 to 255; ethers and viem refuse";
inline constexpr const char* no_size =
    "ethers hashes the name int256 or uint256 instead; viem refuses";
inline constexpr const char* absent =
    "takes an absent struct for 32 octets of nought; ethers and viem refuse";
inline constexpr const char* checksum =
    "0xDD2a... is 0xCD2a... with one digit changed: not the case of EIP-55; ethers and viem refuse";
inline constexpr const char* null =
    "takes null for an empty text, or for 32 octets of nought; ethers and viem refuse";
inline constexpr const char* undefined =
    "leaves a type without definition out; ethers and viem refuse";

inline constexpr Difference eth_sig_util_differences[] = {
    {"extra data properties", "E_TYPED_DATA_EXTRA", not_signed},
    {"extra unspecified message properties", "E_TYPED_DATA_EXTRA", not_signed},
    {"extra top-level properties", "E_TYPED_DATA_EXTRA", not_signed},
    {"a typed message with a domain separator that uses all fields", "E_TYPED_DATA_VALUE",
     short_salt},
    {"a typed message with extra domain seperator fields", "E_TYPED_DATA_VALUE", short_salt},
    {"a typed message with only custom domain seperator fields", "E_TYPED_DATA_VALUE", short_salt},
    {"a typed message with data", "E_TYPED_DATA_VALUE", short_salt},
    {"a typed message with a domain separator that uses all fields.", "E_TYPED_DATA_VALUE",
     short_salt},
    {"message if the primary type is EIP712Domain", "E_TYPED_DATA_VALUE", short_salt},
    {"bytes: \"10\" as number", "E_TYPED_DATA_VALUE", bytes_number},
    {"bytes: all of them in an array", "E_TYPED_DATA_VALUE", bytes_number},
    {"bytes1: \"10\" as number", "E_TYPED_DATA_VALUE", bytes_number},
    {"bytes1: \"0\" as number", "E_TYPED_DATA_VALUE", bytes_number},
    {"bytes1: \"1\" as number", "E_TYPED_DATA_VALUE", bytes_number},
    {"bytes1: \"-1\" as number", "E_TYPED_DATA_VALUE", bytes_number},
    {"bytes1: \"9007199254740991\" as number", "E_TYPED_DATA_VALUE", bytes_number},
    {"bytes32: \"10\" as number", "E_TYPED_DATA_VALUE", bytes_number},
    {"bytes32: \"0\" as number", "E_TYPED_DATA_VALUE", bytes_number},
    {"bytes32: \"1\" as number", "E_TYPED_DATA_VALUE", bytes_number},
    {"bytes32: \"-1\" as number", "E_TYPED_DATA_VALUE", bytes_number},
    {"bytes32: \"9007199254740991\" as number", "E_TYPED_DATA_VALUE", bytes_number},
    {"bytes: \"10\" as string", "E_TYPED_DATA_VALUE", bytes_text},
    {"bytes: \"0x101\" as string", "E_TYPED_DATA_VALUE", odd},
    {"bytes: \"0x1fffffffffffff1\" as string", "E_TYPED_DATA_VALUE", odd},
    {"bytes: \"0x0\" as string", "E_TYPED_DATA_VALUE", odd},
    {"bytes1: \"0x101\" as string", "E_TYPED_DATA_VALUE", odd},
    {"bytes1: \"0x1fffffffffffff1\" as string", "E_TYPED_DATA_VALUE", odd},
    {"bytes1: all of them in an array", "E_TYPED_DATA_VALUE", odd},
    {"bytes32: \"0x101\" as string", "E_TYPED_DATA_VALUE", odd},
    {"bytes32: \"0x1fffffffffffff1\" as string", "E_TYPED_DATA_VALUE", odd},
    {"string: \"10\" as number", "E_TYPED_DATA_VALUE", string_number},
    {"string: all of them in an array", "E_TYPED_DATA_VALUE", string_number},
    {"address: \"0x0\" as string", "E_BAD_EVM_ADDRESS", short_address},
    {"address: \"0x10\" as string", "E_BAD_EVM_ADDRESS", short_address},
    {"address: \"0x1fffffffffffff\" as string", "E_BAD_EVM_ADDRESS", short_address},
    {"address: \"0x1fffffffffffff1\" as string", "E_BAD_EVM_ADDRESS", short_address},
    {"address: all of them in an array", "E_BAD_EVM_ADDRESS", short_address},
    {"address: \"10\" as number", "E_TYPED_DATA_VALUE", address_number},
    {"address: \"9007199254740991\" as number", "E_TYPED_DATA_VALUE", address_number},
    {"address: \"bBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB\" as string", "E_BAD_EVM_ADDRESS",
     no_prefix},
    {"bool: \"true\" as string", "E_TYPED_DATA_VALUE", truthy},
    {"bool: \"false\" as string", "E_TYPED_DATA_VALUE", truthy},
    {"bool: \"0\" as number", "E_TYPED_DATA_VALUE", truthy},
    {"bool: \"1\" as number", "E_TYPED_DATA_VALUE", truthy},
    {"bool: \"-1\" as number", "E_TYPED_DATA_VALUE", truthy},
    {"bool: \"9007199254740991\" as number", "E_TYPED_DATA_VALUE", truthy},
    {"bool: all of them in an array", "E_TYPED_DATA_VALUE", truthy},
    {"bytes1: \"10\" as Buffer", "E_TYPED_DATA_VALUE", too_long},
    {"bytes1: \"0x1fffffffffffff\" as string", "E_TYPED_DATA_VALUE", too_long},
    {"bytes32: \"0x10\" as string", "E_TYPED_DATA_VALUE", too_short},
    {"bytes32: \"10\" as Buffer", "E_TYPED_DATA_VALUE", too_short},
    {"bytes32: \"0x1fffffffffffff\" as string", "E_TYPED_DATA_VALUE", too_short},
    {"bytes32: all of them in an array", "E_TYPED_DATA_VALUE", too_short},
    {"int8: \"255\" as number", "E_TYPED_DATA_VALUE", out_of_range},
    {"int8: \"-255\" as number", "E_TYPED_DATA_VALUE", out_of_range},
    {"int8: all of them in an array", "E_TYPED_DATA_VALUE", out_of_range},
    {"int: \"0\" as number", "E_TYPED_DATA_UNSUPPORTED", no_size},
    {"int: \"0\" as string", "E_TYPED_DATA_UNSUPPORTED", no_size},
    {"int: \"0x0\" as string", "E_TYPED_DATA_UNSUPPORTED", no_size},
    {"int: \"9007199254740991\" as number", "E_TYPED_DATA_UNSUPPORTED", no_size},
    {"int: \"-9007199254740991\" as number", "E_TYPED_DATA_UNSUPPORTED", no_size},
    {"int: all of them in an array", "E_TYPED_DATA_UNSUPPORTED", no_size},
    {"uint: \"0\" as number", "E_TYPED_DATA_UNSUPPORTED", no_size},
    {"uint: \"0\" as string", "E_TYPED_DATA_UNSUPPORTED", no_size},
    {"uint: \"0x0\" as string", "E_TYPED_DATA_UNSUPPORTED", no_size},
    {"uint: \"9007199254740991\" as number", "E_TYPED_DATA_UNSUPPORTED", no_size},
    {"uint: all of them in an array", "E_TYPED_DATA_UNSUPPORTED", no_size},
    {"data with a recursive data type", "E_TYPED_DATA_UNSUPPORTED", absent},
    {"missing custom type properties differently", "E_TYPED_DATA_UNSUPPORTED", absent},
    {"data with a custom data type array", "E_EVM_CHECKSUM", checksum},
    {"data with a dynamic property set to null", "E_TYPED_DATA_VALUE", null},
    {"data with a custom type property set to null", "E_TYPED_DATA_UNSUPPORTED", null},
    {"unrecognized non-primary types", "E_TYPED_DATA", undefined},
};

}  // namespace coldquill
