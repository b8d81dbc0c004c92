/**
 * Frames as address spaces use them: references by which they live ({@link org.mmlab.virtual.frame.Frames}), where they come
 * from ({@link org.mmlab.virtual.frame.FrameSource}) and what they hold ({@link org.mmlab.virtual.frame.FrameContents}); the two
 * interfaces are filled by the composition root (Linux: {@code folio_get}, {@code folio_put}, {@code alloc_pages},
 * {@code copy_user_highpage}).
 */
package org.mmlab.virtual.frame;
