//go:build !linux

package bcrypt

// lowerPriority does nothing where only whole processes have a priority.
func lowerPriority() {}
