ur:eth-sign-request/kglbzmzmzmzmzmzmzmlsoesfas
