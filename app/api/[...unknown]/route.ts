export {
  noSuchAddress as GET,
  noSuchAddress as POST,
  noSuchAddress as PUT,
  noSuchAddress as PATCH,
  noSuchAddress as DELETE,
} from '@/lib/entry/refusals';
