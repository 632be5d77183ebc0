ur:eth-sign-request/ndzmzmzmzmzmzmzmzmwdpespet
