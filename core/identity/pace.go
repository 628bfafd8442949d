package identity

import "time"

// Pace is how attempts at one thing are slowed down: a few are free, then each takes
// twice the wait of the one before.
type Pace struct {
	Free   int           // attempts without a wait
	First  time.Duration // the wait after the first that is not free
	Most   time.Duration // the longest wait
	Forget time.Duration // quiet time after which all is forgotten; longer than Most
}

// Delay is the wait after so many attempts.
func (p Pace) Delay(attempts int) time.Duration {
	over := attempts - p.Free
	if over <= 0 {
		return 0
	}
	delay := p.First
	for range over - 1 {
		if delay *= 2; delay >= p.Most {
			return p.Most
		}
	}
	return min(delay, p.Most)
}
