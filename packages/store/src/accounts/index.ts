export {
  accountsReader,
  accountsWriter,
  attemptsWriter,
  type AccountsReader,
  type AccountsWriter,
  type AttemptsWriter,
  type CredentialsRow,
  type NewAccount,
  type OwnRow,
} from './accounts-store.ts';
