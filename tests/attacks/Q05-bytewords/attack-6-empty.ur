ur:crypto-psbt/
