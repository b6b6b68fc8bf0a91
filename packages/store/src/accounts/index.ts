export {
  type AccountsReader,
  type AccountsWriter,
  type AttemptsWriter,
  accountsReader,
  accountsWriter,
  attemptsWriter,
  type CredentialsRow,
  type NewAccount,
  type OwnRow,
} from './accounts-store.ts';
