// Package azurekeys reads keys from Azure Key Vault. Each enabled version of one secret
// holds a key; the newest seals, the others only open. It must not know what the keys
// are for.
package azurekeys

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
)

const timeout = 20 * time.Second

// Options name the secret.
type Options struct {
	Vault  string // https://NAME.vault.azure.net
	Secret string // name of the secret
	// Credential is who asks; nil stands for what Azure finds on this machine, such as a
	// managed identity or the environment.
	Credential azcore.TokenCredential
	Client     *azsecrets.ClientOptions // for tests
}

// Vault is one secret in a vault.
type Vault struct {
	client *azsecrets.Client
	secret string
}

// Open makes the client. Nothing is asked yet.
func Open(o Options) (*Vault, error) {
	if o.Credential == nil {
		found, err := azidentity.NewDefaultAzureCredential(nil)
		if err != nil {
			return nil, fmt.Errorf("azurekeys: nobody to ask the vault as: %w", err)
		}
		o.Credential = found
	}
	client, err := azsecrets.NewClient(o.Vault, o.Credential, o.Client)
	if err != nil {
		return nil, fmt.Errorf("azurekeys: %w", err)
	}
	return &Vault{client, o.Secret}, nil
}

// Versions answers the contents of the secret's enabled versions, newest first.
func (v *Vault) Versions(ctx context.Context) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	type version struct {
		name string
		made time.Time
	}
	var versions []version
	for pager := v.client.NewListSecretPropertiesVersionsPager(v.secret, nil); pager.More(); {
		page, err := pager.NextPage(ctx)
		if err != nil {
			return nil, fmt.Errorf("azurekeys: list the versions of the secret %q: %w", v.secret, err)
		}
		for _, found := range page.Value {
			if found.ID == nil || found.Attributes == nil || found.Attributes.Enabled == nil || !*found.Attributes.Enabled || found.Attributes.Created == nil {
				continue
			}
			versions = append(versions, version{found.ID.Version(), *found.Attributes.Created})
		}
	}
	if len(versions) == 0 {
		return nil, errors.New("azurekeys: the secret has no enabled version")
	}
	slices.SortFunc(versions, func(a, b version) int { return b.made.Compare(a.made) })
	contents := make([]string, 0, len(versions))
	for _, one := range versions {
		secret, err := v.client.GetSecret(ctx, v.secret, one.name, nil)
		if err != nil {
			return nil, fmt.Errorf("azurekeys: read the secret %q: %w", v.secret, err)
		}
		if secret.Value != nil {
			contents = append(contents, *secret.Value)
		}
	}
	return contents, nil
}
