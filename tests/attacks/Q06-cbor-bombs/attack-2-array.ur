ur:eth-sign-request/ndlbzmzmzmzmzmzmzmrhmwgtvo
