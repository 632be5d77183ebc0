ur:eth-sign-request/rklbzmzmzmzmzmzmzmfrihtkfp
