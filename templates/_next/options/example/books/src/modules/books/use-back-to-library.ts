'use client';

import { useRouter } from 'next/navigation';
import { useNotify } from '@/components/toast.tsx';

/** Goes from a form to the library, and shows a message there. */
export function useBackToLibrary() {
  const notify = useNotify();
  const router = useRouter();
  return (message: string) => {
    notify(message);
    router.push('/books');
  };
}
