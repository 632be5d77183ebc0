ur:eth-sign-request/hpzmzmzmzmzmzmzmzmgmissbjo
