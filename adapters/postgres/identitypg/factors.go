package identitypg

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/identitydb"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

type factors struct{ db postgres.Queryer }

// Factors makes the store of authenticator apps and recovery codes over a transaction or
// the pool.
func Factors(db postgres.Queryer) ports.FactorStore { return factors{db} }

func (s factors) Summary(ctx context.Context, user id.User) (identity.Factors, error) {
	row, err := queries.CountFactors(ctx, s.db, user)
	return identity.Factors{TOTP: row.Totp, Passkeys: int(row.Passkeys), RecoveryCodes: int(row.RecoveryCodes)}, err
}

func (s factors) TOTP(ctx context.Context, user id.User) (identity.TOTP, error) {
	row, err := queries.GetTOTP(ctx, s.db, user)
	if err != nil {
		return identity.TOTP{}, postgres.Missing(err, fault.ErrNotFound)
	}
	return identity.TOTP{
		User: row.UserID, SealedSecret: row.SealedSecret, CreatedAt: row.CreatedAt,
		ConfirmedAt: postgres.OrZero(row.ConfirmedAt), LastStep: row.LastStep,
	}, nil
}

func (s factors) SaveTOTP(ctx context.Context, totp identity.TOTP) error {
	return queries.SaveTOTP(ctx, s.db, identitydb.SaveTOTPParams{
		UserID: totp.User, SealedSecret: totp.SealedSecret, CreatedAt: totp.CreatedAt,
		ConfirmedAt: postgres.Optional(totp.ConfirmedAt), LastStep: totp.LastStep,
	})
}

func (s factors) RemoveTOTP(ctx context.Context, user id.User) error {
	return queries.DeleteTOTP(ctx, s.db, user)
}

func (s factors) SetRecoveryCodes(ctx context.Context, user id.User, hashes []identity.TokenHash) error {
	if err := queries.DeleteRecoveryCodes(ctx, s.db, user); err != nil {
		return err
	}
	rows := make([][]byte, len(hashes))
	for i := range hashes {
		rows[i] = hashes[i][:]
	}
	return queries.CreateRecoveryCodes(ctx, s.db, identitydb.CreateRecoveryCodesParams{UserID: user, Hashes: rows})
}

func (s factors) UseRecoveryCode(ctx context.Context, user id.User, hash identity.TokenHash, at time.Time) (bool, error) {
	rows, err := queries.UseRecoveryCode(ctx, s.db, identitydb.UseRecoveryCodeParams{UserID: user, CodeHash: hash[:], UsedAt: &at})
	return rows > 0, err
}

// found answers fault.ErrNotFound when a change met no row of the owner.
func found(rows int64, err error) error {
	if err == nil && rows == 0 {
		return fault.ErrNotFound
	}
	return err
}
