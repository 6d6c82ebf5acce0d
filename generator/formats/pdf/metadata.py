"""What the PDF says of itself in XMP, beyond what WeasyPrint writes for PDF/A.

PDF/UA-1 asks for an identifier of its own (ISO 14289-1, 5), and PDF/A for a description of every schema that is not
among its predefined ones (ISO 19005-3, 6.6.2.3). WeasyPrint writes one or the other; a paper is both.
"""

from __future__ import annotations

from typing import Any

_PDF_UA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>PDF/UA part</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def claim_pdf_ua(metadata: Any) -> None:
    """Make a WeasyPrint document's metadata say PDF/UA-1 too, in a stream that is not compressed, so that any tool
    can find it by looking for text."""
    generate, include = metadata.generate_rdf_metadata, metadata.include_in_pdf

    def generate_with_ua(*arguments: Any) -> bytes:
        rdf: bytes = generate(*arguments)
        return rdf.replace(b"</rdf:RDF>", _PDF_UA + b"</rdf:RDF>")

    def include_uncompressed(pdf: Any, variant: str, version: int, conformance: str, compress: bool) -> None:
        include(pdf, variant, version, conformance, False)

    metadata.generate_rdf_metadata, metadata.include_in_pdf = generate_with_ua, include_uncompressed
