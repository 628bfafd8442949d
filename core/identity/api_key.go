package identity

// APIKeyPrefix begins every API key, so that scanners for leaked secrets know one.
const APIKeyPrefix = "afu_"
