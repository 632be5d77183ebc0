"""Attacks that are no payload: what we do, and the tests that hold it."""

SECURITY, SEED, SIGNATURE = ("tests/security/security_test.cpp", "tests/security/seed_test.cpp", "tests/security/signature_test.cpp")
WORDS, SIGN, WALLET = "tests/vault/mnemonic_test.cpp", "tests/vault/sign_test.cpp", "tests/vault/wallet_file_test.cpp"
KEYS, TERMINAL = "tests/vault/private_key_test.cpp", "tests/vault/terminal_test.cpp"
SCANNER, SCAN, BY_HAND = "tests/scanner/scanner_test.cpp", "tests/scanner/scan_test.cpp", "tests/scanner/by_hand_test.cpp"
CRYPTO, PROGRAMS = "tests/crypto/signature_test.cpp", "tests/shipped/programs_test.py"
MOMENTS, OUTPUTS, FAULTS, PROCESS = (f"tests/attacks/{name}_test.py" for name in ("moments", "outputs", "faults", "process"))
STICK = "tests/attacks/stick_test.py"
PROMPTS, ESCAPES, SECRETS = "tests/cli/prompts.txt", "tests/cli/escapes.txt", "tests/cli/secrets.txt"


class Elsewhere:
    """tests: (file, name) of each; argued: why we do something else than is asked."""

    def __init__(self, id_, title, source, asked, does, *tests, argued=None):
        self.id, self.title, self.source, self.asked, self.does = id_, title, source, asked, does
        self.tests, self.argued = tests, argued


GK = "general knowledge"
TWO_COPIES = "two copies of one wallet that are saved at once"

ROWS = [
    Elsewhere(
        "F03", "the file is exchanged while a person reads, or between review and signature", "Coldcard#722, #734 (2026-08)",
        "sign what was reviewed, or nothing", "the octets are read once: what was reviewed is signed; later another consent is needed",
        (MOMENTS, "WhileAPersonReads.test_what_was_reviewed_is_signed"),
        (MOMENTS, "BetweenReviewAndSignature.test_another_request_has_another_consent"),
        (MOMENTS, "BetweenReviewAndSignature.test_the_same_request_under_another_name"),
        (PROMPTS, "# A file that is replaced while the question stands: what was reviewed is signed."),
        (PROMPTS, "# The same with a stick: what came, went and changed while the question stood is said.")),
    Elsewhere(
        "F04", "the answer's place is taken, full, or not for us", f"Krux; {GK}", "refuse; whole or not at all",
        "refuse (40); temporary file, fsync, rename; a fault at every system call leaves a whole answer or none",
        *[(OUTPUTS, "Taken.test_" + name) for name in ("a_file", "a_hard_link", "a_link", "a_pipe_and_a_folder",
                                                       "a_link_in_the_place_of_a_folder_that_we_would_make", "twin")],
        *[(OUTPUTS, "NoRoom.test_" + name) for name in ("a_full_disk", "a_read_only_stick", "a_limit_on_the_size_of_files")],
        *[(FAULTS, "Answer.test_" + name) for name in ("a_disk_that_fails", "a_disk_that_is_full", "a_power_cut")]),
    Elsewhere(
        "F06", "a file name that is an option, a line or an escape sequence", "CVE-2018-12020", "show escaped; honour \"--\"",
        "names are escaped, cut and between bars wherever they are shown; behind -- they are names",
        (STICK, "ForgedNames.test_no_name_draws_a_line"), (STICK, "ForgedNames.test_twin"),
        (ESCAPES, "# File names: as a payload, in a folder, as a place, where nothing is."),
        (ESCAPES, "# Names that look like options, behind --.")),
    Elsewhere(
        "F05", "names that sticks (FAT) have, or cannot tell apart", "Krux 26.04.0", "refuse collisions",
        "names are kept, or cut between characters at 255 octets; names that differ in capitals alone are refused (40)",
        (STICK, "FatNames.test_every_name_is_answered_and_fits_again"), (STICK, "FatNames.test_names_that_a_stick_cannot_tell_apart")),
    Elsewhere("F08", "a read error in the middle", GK, "refuse, no partial state", "refuse (40); an error at every read leaves nothing",
              (FAULTS, "Answer.test_a_disk_that_fails")),
    Elsewhere("F12", "a folder of thousands of files that each take seconds", "measured", "one clock, and say what is looked at",
              "refuse (12) after five minutes, and name the first file that was not looked at",
              ("tests/flow/folder_time_test.cpp", "FolderTimes.TheRestIsNamedAndNothingIsTaken"),
              ("tests/flow/folder_time_test.cpp", "FolderTimes.AllThatIsReadInTimeIsTaken"),
              ("tests/flow/key_store_test.cpp", "KeyStore.TheRequestsOfASittingShareTheirTime"),
              ("tests/flow/key_store_test.cpp", "KeyStore.AnAccountIsSearchedOnceInASitting"),
              (STICK, "SlowPictures.test_the_line_on_a_terminal")),
    Elsewhere("F09", "a settings file on the stick", "Krux 26.04.0", "never read from there", "there is none: such files are no requests",
              (STICK, "Settings.test_they_change_nothing")),
    Elsewhere("F11", "a program on the stick that looks like something else", "GoldenJackal (ESET 2024-10)", "nothing is ever run",
              "only the scanner beside our own program is started, and nothing at all once secrets are read",
              (STICK, "Programs.test_only_our_own_two"), (SECURITY, "Process.NoProgramIsStartedOnceSecretsAreHere")),
    Elsewhere(
        "Q11", "the same octets under other character sets", "measured", "take octets; refuse a character set that does not fit",
        "octets are taken as they are under every character set", (SCANNER, "ScannerPictures.NoCharacterSetChangesTheOctets"),
        argued="What a code says about its character set is never used, so nothing can be read in two ways, and nothing has to be "
        "refused."),
    Elsewhere("K01", "another source of random numbers, put in its place unseen", "Coldcard (2021 to 2026-07)", "build or start must fail",
              "getrandom alone; nothing else is linked, and libsodium is told by name",
              (SECURITY, "Process.LibsodiumDrawsFromGetrandom"), (SECURITY, "House.PrivateKeysAreTouchedInTheVaultAlone"),
              (PROCESS, "Randomness.test_no_other_source_is_linked")),
    Elsewhere("K02", "words out of 32 random bits, or of the clock", "CVE-2023-39910; CVE-2023-31290; milksad.info", "seeds differ",
              "a million without a repeat; processes that are the same in all else differ",
              (SEED, "Seeds.AMillionWithoutARepeat"), (SEED, "Seeds.OfProcessesThatAreTheSame"), (WORDS, "CreateMnemonic.EveryStrengthAndNoRepeat")),
    Elsewhere("K03", "the source of random octets refuses", GK, "end; no other source", "ends at once, with nothing shown and nothing written",
              (SECURITY, "Process.EndsWithoutGetrandom"), (PROCESS, "WhatTheMachineRefuses.test_random_octets"),
              (PROCESS, "WhatTheMachineRefuses.test_new_words_without_random_octets")),
    Elsewhere("K04", "the same state twice, after a fork", GK, "differ", "differ", (SEED, "Seeds.OfTwoHalvesOfAFork")),
    Elsewhere(
        "K06", "words that are nearly right", "sparrow fdd1875a (2026-08-21)", "refuse",
        "refuse (30): wrong checksum, beginnings of words, other counts, other lists; the place is told, never the word",
        (WORDS, "Bip39.LastWordsThatHold"), (WORDS, "Words.RefusalsNameThePositionAndNeverTheWord"), (WORDS, "Words.CaseAndWhiteSpaceDoNotMatter"),
        argued="Other Unicode forms, capitals and more spaces leave no doubt about which words are meant, and are taken."),
    Elsewhere(
        "K07", "words that everybody knows", GK, "refuse on the main network without acknowledgement",
        "`E_WELL_KNOWN_WORDS` is said each time they are given", (WORDS, "Words.KnownToEverybody"),
        (PROCESS, "KnownWords.test_words_that_everybody_knows"),
        argued="Whoever has coins there must be able to move them away, at once; a refusal would help the thief, who does not use "
        "this program."),
    Elsewhere(
        "K08", "a passphrase that changes on its way", "BitBox blog (2020-09)", "show the fingerprint, ask to confirm",
        "one Unicode form (NFKD), spaces and case count; another passphrase is another wallet, for which nothing is signed",
        (WORDS, "Passphrase.IsTakenInFormNfkd"), (SIGN, "Vault.PassphraseMakesAnotherWallet"), (PROMPTS, "# The words are asked for without echo."),
        argued="The fingerprint is told where a wallet is made, shown or listed. At a signature a wrong passphrase shows by itself: the "
        "request names keys that it does not lead to."),
    Elsewhere("K09", "edge cases of BIP-32", "electrum#10881 (2026-08); BIP-32 vector 5", "refuse", "refuse",
              (KEYS, "Bip32.InvalidPrivateKeys"), (KEYS, "Bip32.EndsAtDepth255"),
              ("tests/keys/extended_key_test.cpp", "ExtendedPublicKey.RefusesWhatBip32CallsInvalid"),
              ("tests/keys/key_path_test.cpp", "KeyPath.RefusesEverythingElse")),
    Elsewhere("K12", "a wallet file whose password hash was made cheap", "Krux", "refuse below a floor; authenticate the header",
              "refuse (30) below 64 MiB and 2 passes; every bit of the header is authenticated",
              (WALLET, "WalletFileTest.CostOutOfRangeIsRefusedAtOnce"), (WALLET, "WalletFileTest.AnyBitChangedIsRefused")),
    Elsewhere("K13", "a wallet file whose password hash takes all memory", "Coldcard 08a25399; age", "refuse before allocating",
              "refuse (30) before anything is allocated; above the usual 256 MiB and 3 passes without --paranoid too",
              (WALLET, "WalletFileTest.CostOutOfRangeIsRefusedAtOnce")),
    Elsewhere("K14", "any bit of a wallet file changed", GK, "refuse, one text, nothing in clear", "refuse (30), with one text for all",
              (WALLET, "WalletFileTest.AnyBitChangedIsRefused"), (WALLET, "WalletFileTest.EveryPrefixAndAnythingBehindIsRefused")),
    Elsewhere("K15", "parts of an older wallet file, or of another", GK, "warn with the generation", "parts do not fit; the generation is told",
              (WALLET, "WalletFileTest.PartsOfTwoFilesDoNotFit"), (WALLET, "WalletFileTest.NeverOverAnotherFile")),
    Elsewhere(
        "K16", f"a power cut while the wallet is saved; {TWO_COPIES}", GK, "the old or the new one opens, always",
        "killed at, and failing at, every system call of a save: the old or the new file opens",
        *[(FAULTS, "WalletFile.test_" + name) for name in ("the_calls_that_matter_are_there", "a_power_cut", "a_disk_that_fails", "twin")],
        (WALLET, "WalletFileTest.OneProgramSavesAtATime"), (WALLET, "WalletFileTest.OfTwoSavesAtOnceOneIsRefused")),
    Elsewhere("K17", "a nonce used twice", "Krux 24.11.1", "all octets behind the header differ", "everything is drawn anew for each save",
              (WALLET, "WalletFileTest.SavesAnewEachTimeAndKeepsThePrevious")),
    Elsewhere("K18", "secrets in arguments, environment, output or files", GK, "no such option; nothing anywhere",
              "no such option; all output and all files of every test run are searched",
              (SECRETS, "# A secret as an argument: there is no such option, and what was typed is not repeated."),
              (PROCESS, "WhileUnlocked.test_nothing_secret_in_arguments_or_environment"), ("tests/cli/laws.py", "check_streams"),
              ("tests/cli/laws.py", "check_files")),
    Elsewhere("S01", "a constant digest signed with the real key", "karma-x.io (2025-09-30)", "only what was reviewed is signed",
              "the vault takes approved drafts alone, which does not compile otherwise; one signature for each reviewed job",
              (SIGN, "Vault.SignsOnlyWhatWasConsentedTo"), (SIGN, "Vault.SignsEveryJobInItsSchemeAndOrder")),
    Elsewhere("S02", "nonces that repeat or are related", "ePrint 2023/841; CVE-2013-7372", "exactly RFC 6979",
              "100,000 nonces are those of a second implementation, and used as they are",
              (SIGNATURE, "Nonces.AreThoseOfASecondImplementation"), (SIGNATURE, "Nonces.AreUsedAsTheyAre"), (SIGN, "Rfc6979.NoncesOfBothFiles"),
              (SIGN, "Rfc6979.SignaturesAsPublished")),
    Elsewhere("S03", "a key that leaks through nonces (Dark Skippy)", "darkskippy.com (2024-08)", "every other implementation makes the same octets",
              "no randomness in signatures: two other libraries make the same octets",
              ("tests/interop/bitcoin.test.mjs", "twenty-four inputs: all signatures are the same bytes as by two other libraries"),
              (SIGN, "Vault.SignsEveryJobInItsSchemeAndOrder"), (SIGNATURE, "Nonces.AreThoseOfASecondImplementation")),
    Elsewhere("S04", "digests of another size; nonces and signatures with leading zeros", "GHSA-vjh7-7g9h-fjfh; CVE-2025-14505", "refuse; correct",
              "another size does not compile; short ones are searched for and checked", (SIGNATURE, "Nonces.WithLeadingZeros"),
              (SIGNATURE, "Signatures.WithLeadingZeros"), (SIGNATURE, "Signatures.OfTheSmallestAndTheGreatestDigest")),
    Elsewhere("S05", "a fault after the nonce", "BIP-340; draft-irtf-cfrg-det-sigs-with-noise", "nothing is given out",
              "every signature is verified before it leaves; a flipped bit anywhere stops it",
              (SIGN, "Vault.ChecksThatRunBeforeReleaseCatchEveryFlippedBit"), (SIGN, "Vault.ASignatureThatDoesNotVerifyIsNotGivenOut"),
              (SIGN, "Vault.OneWrongJobAndNothingIsGivenOut")),
    Elsewhere("S07", "high s, a wrong recovery id, bad DER", "BIP-66; EIP-2; CVE-2024-48949", "low s; refuse the rest",
              "low s always; all published cases", (CRYPTO, "Wycheproof.BitcoinSignatures"), (CRYPTO, "Wycheproof.DerSignatures"),
              (CRYPTO, "Wycheproof.FixedSizeSignatures"), (CRYPTO, "Ecdsa.PublishedInvalidSignaturesAreRefused"),
              (SIGNATURE, "Nonces.AreUsedAsTheyAre")),
    Elsewhere("S09", "corner cases of BIP-340", "BIP-340", "all", "all rows", (CRYPTO, "Schnorr.Bip340VerificationOfAllRows"), (SIGN, "Bip340.SignatureRows")),
    Elsewhere("S12", "an address that is not the key's", GK, "refuse", "refuse (20): addresses and scripts are derived anew from our keys",
              (SIGN, "Vault.OneWrongJobAndNothingIsGivenOut"),
              ("tests/chains/evm/resolve_test.cpp", "Requests.WithOurFingerprintAndAnotherAddress")),
    Elsewhere("P01", "a core dump", "CVE-2023-32784 and its kin", "no core", "no core, whatever the limits said before",
              (SECURITY, "Process.NoCoreDump"), (PROCESS, "WhileUnlocked.test_no_core_is_left")),
    Elsewhere("P02", "another process reads the memory", "measured", "refused; secret pages unreadable for root too",
              "refused; with memfd_secret for root too", (SECURITY, "OtherProcesses.OfTheSameUserCannotRead"),
              (SECURITY, "OtherProcesses.NotEvenRootCanReadSecretMemory"), (PROCESS, "WhileUnlocked.test_the_process_is_closed")),
    Elsewhere("P03", "memory that cannot be locked", "measured", "refuse to unlock, or warn", "said; a refusal (40) under --strict",
              (SECURITY, "Process.SaysWhenMemoryCannotBeLocked"), (PROCESS, "WhatTheMachineRefuses.test_memory_that_stays")),
    Elsewhere(
        "P05", "a network interface that is up", "measured", "refuse to unlock for the main network without acknowledgement",
        "`E_NETWORK_UP` is said; a refusal (40) under --strict", (PROCESS, "Network.test_an_interface"),
        ("tests/cli/machine-online.txt", "# What is said about this machine is no part of what is signed; --strict makes refusals of it."),
        ("tests/cli/machine-offline.txt", "# A machine without a network has nothing to be warned of."),
        argued="Many who begin have no second machine. A refusal would teach them an option that switches it off, for good."),
    Elsewhere("P06", "any socket", "measured", "denied; none in the whole suite", "denied (EPERM), also to children; no such call happens",
              (SECURITY, "Process.NoSocketAfterHardeningAndNoneInChildren"), (PROCESS, "Network.test_no_call_that_reaches_one"),
              (PROGRAMS, "Programs.test_no_network_call")),
    Elsewhere("P08", "a kernel without a layer of the sandbox", GK, "say which is missing; strict refuses", "said; a refusal under --strict",
              (BY_HAND, "ByHand.AMissingLayerIsSaidOrRefused")),
    Elsewhere("P09", "closed standard descriptors", GK, "no file in their place", "/dev/null takes their place",
              ("tests/cli/overview.txt", "# Closed standard descriptors are no trap.")),
    Elsewhere("P10", "a terminal left without echo; words left on it", GK, "restored; words on the other screen", "restored after every signal",
              (TERMINAL, "AskSecret.AnInterruptLeavesTheTerminalAsItWas"), (TERMINAL, "ShowWords.ASignalClearsTheScreenBeforeItEndsTheProgram"),
              (PROMPTS, "# A signal puts the terminal back.")),
    Elsewhere("P11", "secrets that stay in freed memory", "secp256k1 0.6.0", "not found", "all writable memory is searched after use",
              (SECURITY, "Process.NothingSecretIsLeftAfterUse")),
    Elsewhere("L01", "libraries that creep in", "CVE-2024-3094", "an exact list", "an exact list for each program, and for the vault",
              (PROGRAMS, "Programs.test_exactly_these_libraries"), (SECURITY, "House.TheVaultLinksExactlyTheseLibraries")),
    Elsewhere("L02", "hardening that gets lost", "Trezor 2.4.3", "all of it", "looked for in the shipped programs",
              *[(PROGRAMS, "Programs.test_" + name) for name in ("position_independent", "full_relro", "no_memory_is_writable_and_executable",
                                                                 "stack_protector_and_fortify", "control_flow_protection")]),
    Elsewhere("L03", "a build that nobody can repeat", "Coldcard docs/notes-on-repro.md", "the same hash", "the same octets from another folder",
              ("scripts/test", "same_in_two_folders"), (PROGRAMS, "Programs.test_no_path_of_the_build_machine")),
]
