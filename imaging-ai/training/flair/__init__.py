"""The whole tumour of a glioma: the abnormality on FLAIR, with T1 before and after contrast agent where there are any."""
